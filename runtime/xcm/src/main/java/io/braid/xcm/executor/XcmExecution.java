package io.braid.xcm.executor;

import io.braid.frame.DispatchFailure;
import io.braid.primitives.Bytes;
import io.braid.primitives.U128;
import io.braid.runtime.api.DispatchError;
import io.braid.runtime.api.DispatchErrorCodec;
import io.braid.runtime.api.Weight;
import io.braid.xcm.Asset;
import io.braid.xcm.AssetFilter;
import io.braid.xcm.Assets;
import io.braid.xcm.Instruction;
import io.braid.xcm.InstructionError;
import io.braid.xcm.Location;
import io.braid.xcm.MaybeErrorCode;
import io.braid.xcm.Outcome;
import io.braid.xcm.WeightLimit;
import io.braid.xcm.WildAsset;
import io.braid.xcm.Xcm;
import io.braid.xcm.XcmError;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One message being executed: the registers. Every instruction does all of its work or none. */
final class XcmExecution {
  private final XcmConfig config;
  private final XcmExecutor executor;
  private final Location originalOrigin;
  private final Weight weight;
  private final Transfers transfers;

  final Holding holding = new Holding();
  private final Fees fees;
  private Optional<Location> origin;
  private Xcm errorHandler = Xcm.EMPTY;
  private Xcm appendix = Xcm.EMPTY;
  private Weight surplus = Weight.ZERO;
  private Optional<Map.Entry<Integer, XcmError>> error = Optional.empty();
  private MaybeErrorCode transactStatus = new MaybeErrorCode.Success();
  private String sentence = "";

  XcmExecution(XcmConfig config, XcmExecutor executor, Location origin, Weight weight) {
    this.config = config;
    this.executor = executor;
    this.originalOrigin = origin;
    this.origin = Optional.of(origin);
    this.weight = weight;
    transfers = new Transfers(config, holding);
    fees = new Fees(config.trader(), holding, weight);
  }

  Report run(Xcm message) throws XcmFailure {
    Xcm next = message;
    while (!next.instructions().isEmpty()) {
      Optional<Map.Entry<Integer, XcmError>> failed = process(next);
      if (failed.isPresent()) {
        error = failed;
        Xcm handler = errorHandler;
        errorHandler = Xcm.EMPTY;
        next = handler.instructions().isEmpty() ? takeAppendix() : handler;
      } else {
        surplus = surplus.add(executor.weigh(errorHandler));
        errorHandler = Xcm.EMPTY;
        next = takeAppendix();
      }
    }
    return finish();
  }

  private Xcm takeAppendix() {
    Xcm taken = appendix;
    appendix = Xcm.EMPTY;
    return taken;
  }

  private Report finish() throws XcmFailure {
    fees.refund(surplus);
    fees.collect();
    if (!holding.isEmpty()) {
      while (!holding.isEmpty()) {
        List<Asset> left = holding.take(new AssetFilter.Wild(new WildAsset.All()));
        config.trap().trap(origin.orElse(originalOrigin), new Assets(left));
      }
    }
    Weight used = weight.subtract(surplus);
    if (error.isEmpty()) {
      return new Report(new Outcome.Complete(used), "");
    }
    int index = Math.min(255, error.get().getKey());
    return new Report(
        new Outcome.Incomplete(used, new InstructionError(index, error.get().getValue())),
        sentence);
  }

  /** Runs instructions up to the first that fails; gives its index and error. */
  private Optional<Map.Entry<Integer, XcmError>> process(Xcm message) throws XcmFailure {
    List<Instruction> instructions = message.instructions();
    for (int i = 0; i < instructions.size(); i++) {
      try {
        atomically(instructions.get(i));
      } catch (XcmFailure failure) {
        sentence =
            "instruction " + i + " (" + name(instructions.get(i)) + "): " + failure.sentence();
        for (int rest = i + 1; rest < instructions.size(); rest++) {
          surplus = surplus.add(executor.weigh(Xcm.of(instructions.get(rest))));
        }
        return Optional.of(Map.entry(i, failure.error()));
      }
    }
    return Optional.empty();
  }

  private static String name(Instruction instruction) {
    return instruction.getClass().getSimpleName();
  }

  private void atomically(Instruction instruction) throws XcmFailure {
    var held = holding.snapshot();
    Optional<Location> before = origin;
    XcmFailure[] failure = new XcmFailure[1];
    try {
      config
          .storage()
          .transactional(() -> {
            try {
              perform(instruction);
            } catch (XcmFailure refused) {
              failure[0] = refused;
              throw DispatchFailure.of(new DispatchError.Other());
            }
            return held;
          });
    } catch (DispatchFailure rolledBack) {
      holding.restore(held);
      origin = before;
      throw failure[0] != null
          ? failure[0]
          : new XcmFailure(new XcmError.ExceedsStackLimit(), "too many storage layers");
    }
  }

  private Location origin() throws XcmFailure {
    return origin.orElseThrow(
        () -> new XcmFailure(new XcmError.BadOrigin(), "the origin was cleared before"));
  }

  private void perform(Instruction instruction) throws XcmFailure {
    switch (instruction) {
      case Instruction.WithdrawAsset i -> transfers.withdraw(i.assets(), origin());
      case Instruction.ReserveAssetDeposited i -> transfers.reserveDeposited(i.assets(), origin());
      case Instruction.ReceiveTeleportedAsset i -> transfers.teleported(i.assets(), origin());
      case Instruction.TransferAsset i -> transfers.transfer(i.assets(), origin(), i.beneficiary());
      case Instruction.TransferReserveAsset i ->
          transfers.transferReserve(i.assets(), origin(), i.dest(), i.xcm());
      case Instruction.DepositAsset i -> transfers.deposit(i.assets(), i.beneficiary());
      case Instruction.DepositReserveAsset i ->
          transfers.depositReserve(i.assets(), i.dest(), i.xcm());
      case Instruction.InitiateReserveWithdraw i ->
          transfers.reserveWithdraw(i.assets(), i.reserve(), i.xcm());
      case Instruction.InitiateTeleport i -> transfers.teleport(i.assets(), i.dest(), i.xcm());
      case Instruction.BurnAsset i -> holding.take(new AssetFilter.Definite(i.assets()));
      case Instruction.ClaimAsset i -> claim(i);
      case Instruction.BuyExecution i -> {
        if (i.weightLimit() instanceof WeightLimit.Limited limited) {
          fees.buy(i.fees(), limited.weight());
        }
      }
      case Instruction.PayFees i -> fees.pay(i.asset());
      case Instruction.RefundSurplus i -> fees.refund(surplus);
      case Instruction.ClearOrigin i -> origin = Optional.empty();
      case Instruction.DescendOrigin i -> {
        Optional<Location> below = origin().descend(i.interior());
        if (below.isEmpty()) {
          throw new XcmFailure(new XcmError.LocationFull(), "the origin has no room below it");
        }
        origin = below;
      }
      case Instruction.Transact i -> transact(i);
      case Instruction.SetErrorHandler i -> {
        surplus = surplus.add(executor.weigh(errorHandler));
        errorHandler = i.xcm();
      }
      case Instruction.SetAppendix i -> {
        surplus = surplus.add(executor.weigh(appendix));
        appendix = i.xcm();
      }
      case Instruction.ClearError i -> {
        error = Optional.empty();
        sentence = "";
      }
      case Instruction.ClearTransactStatus i -> transactStatus = new MaybeErrorCode.Success();
      case Instruction.Trap i ->
          throw new XcmFailure(
              new XcmError.Trap(i.code()), "trapped with code " + Long.toUnsignedString(i.code()));
      case Instruction.ExpectAsset i -> {
        for (Asset asset : i.assets().items()) {
          U128 held = holding.amount(asset.id());
          expect(
              held.compareTo(Holding.fungible(asset)) >= 0,
              "expected " + asset + " in holding, found " + held);
        }
      }
      case Instruction.ExpectOrigin i ->
          expect(i.origin().equals(origin), "expected " + i.origin() + ", found " + origin);
      case Instruction.ExpectError i ->
          expect(i.error().equals(error), "expected " + i.error() + ", found " + error);
      case Instruction.ExpectTransactStatus i ->
          expect(
              i.status().equals(transactStatus),
              "expected " + i.status() + ", found " + transactStatus);
      // The message's identity is its hash here: a topic changes nothing.
      case Instruction.SetTopic i -> {}
      case Instruction.ClearTopic i -> {}
      case Instruction.UnpaidExecution i -> expectOrigin(i.checkOrigin());
      default ->
          throw new XcmFailure(
              new XcmError.Unimplemented(), "this chain does not carry out this instruction");
    }
  }

  private void expectOrigin(Optional<Location> expected) throws XcmFailure {
    if (expected.isPresent() && !expected.equals(origin)) {
      throw new XcmFailure(
          new XcmError.BadOrigin(), "expected " + expected.get() + ", found " + origin);
    }
  }

  private static void expect(boolean condition, String sentence) throws XcmFailure {
    if (!condition) {
      throw new XcmFailure(new XcmError.ExpectationFalse(), sentence);
    }
  }

  private void claim(Instruction.ClaimAsset claim) throws XcmFailure {
    if (!config.trap().claim(origin(), claim.ticket(), claim.assets())) {
      throw new XcmFailure(
          new XcmError.UnknownClaim(), "nothing of " + origin() + " is trapped as this claim says");
    }
    for (Asset asset : claim.assets().items()) {
      holding.add(asset);
    }
  }

  private void transact(Instruction.Transact transact) throws XcmFailure {
    CallDispatcher.Result result =
        config.calls().dispatch(origin(), transact.originKind(), transact.call());
    Weight announced = config.calls().weight(transact.call()).orElse(Weight.ZERO);
    surplus = surplus.add(announced.subtract(result.used()));
    transactStatus =
        result
            .error()
            .<MaybeErrorCode>map(
                e -> new MaybeErrorCode.Error(Bytes.wrap(DispatchErrorCodec.CODEC.encode(e))))
            .orElse(new MaybeErrorCode.Success());
  }
}
