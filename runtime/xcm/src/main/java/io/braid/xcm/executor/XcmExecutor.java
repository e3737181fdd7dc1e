package io.braid.xcm.executor;

import io.braid.primitives.Bytes;
import io.braid.runtime.api.Host;
import io.braid.runtime.api.Weight;
import io.braid.xcm.Instruction;
import io.braid.xcm.InstructionError;
import io.braid.xcm.Location;
import io.braid.xcm.Outcome;
import io.braid.xcm.Xcm;
import io.braid.xcm.XcmError;

/** Executes messages: weighs them, asks the barrier, and runs them. */
public final class XcmExecutor {
  private final XcmConfig config;

  public XcmExecutor(XcmConfig config) {
    this.config = config;
  }

  public XcmConfig config() {
    return config;
  }

  /**
   * What a message costs at most: one unit for each instruction, those in error handlers and
   * appendices too, and the announced weight of transacted calls.
   *
   * @throws XcmFailure WeightNotComputable when a call cannot be read
   */
  public Weight weigh(Xcm message) throws XcmFailure {
    Weight total = Weight.ZERO;
    for (Instruction i : message.instructions()) {
      total = total.add(weigh(i));
    }
    return total;
  }

  private Weight weigh(Instruction i) throws XcmFailure {
    Weight unit = config.unitWeight();
    return switch (i) {
      case Instruction.SetErrorHandler handler -> unit.add(weigh(handler.xcm()));
      case Instruction.SetAppendix appendix -> unit.add(weigh(appendix.xcm()));
      case Instruction.Transact transact -> unit.add(weigh(transact.call()));
      // All others cost the same.
      default -> unit;
    };
  }

  private Weight weigh(Bytes call) throws XcmFailure {
    return config
        .calls()
        .weight(call)
        .orElseThrow(() ->
            new XcmFailure(
                new XcmError.WeightNotComputable(), "this chain cannot read the call " + call));
  }

  /** Executes a message that came from another chain. */
  public Report receive(Location origin, Xcm message, Weight limit) {
    return begin(origin, message, limit, false);
  }

  /** Executes a message that this chain itself composed or that its weight is paid for. */
  public Report executeLocally(Location origin, Xcm message, Weight limit) {
    return begin(origin, message, limit, true);
  }

  private Report begin(Location origin, Xcm message, Weight limit, boolean paid) {
    Report report;
    try {
      Weight weight = weigh(message);
      if (weight.anyAbove(limit)) {
        throw new XcmFailure(
            new XcmError.WeightLimitReached(weight),
            "the message weighs " + weight + ", the limit is " + limit);
      }
      Xcm admitted = paid ? message : config.barrier().admit(origin, message, weight);
      report = new XcmExecution(config, this, origin, weight).run(admitted);
    } catch (XcmFailure failure) {
      report =
          new Report(
              new Outcome.Error(new InstructionError(0, failure.error())), failure.sentence());
    }
    if (!report.sentence().isEmpty()) {
      config.storage().host().log(Host.LogLevel.WARN, "xcm", report.sentence());
    }
    return report;
  }
}
