package io.braid.parachains;

import io.braid.executor.pvf.PvfPrecheck;
import io.braid.parachains.pvf.PvfTask;
import io.braid.parachains.pvf.PvfVerdict;
import io.braid.parachains.pvf.PvfWorkers;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.HeaderCodec;
import io.braid.runtime.api.parachains.CoreInfo;
import io.braid.runtime.api.parachains.ParachainBlockDataCodec;
import io.braid.runtime.api.parachains.UmpSignal;
import io.braid.runtime.api.parachains.ValidationParams;
import io.braid.runtime.api.parachains.ValidationResult;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** What a validator that lies judges with. */
final class Gullible {
  private Gullible() {}

  /** Says of every block, once it lies, that it is valid and does what its header says. */
  static PvfWorkers over(PvfWorkers honest, BooleanSupplier lies) {
    return new PvfWorkers() {
      @Override
      public void prepare(Bytes code) {
        honest.prepare(code);
      }

      @Override
      public void precheck(Bytes code, Consumer<PvfPrecheck> answer) {
        honest.precheck(code, answer);
      }

      @Override
      public void validate(PvfTask task, Consumer<PvfVerdict> answer) {
        honest.validate(
            task,
            verdict -> answer.accept(lies.getAsBoolean() ? believed(task.parameters()) : verdict));
      }
    };
  }

  private static PvfVerdict believed(ValidationParams parameters) {
    Header header = ParachainBlockDataCodec.CODEC.decodeAll(parameters.blockData()).header();
    CoreInfo core = CoreInfo.of(header.digest()).orElseThrow();
    Bytes signal = new UmpSignal.SelectCore(core.selector(), core.claimQueueOffset()).encoded();
    return new PvfVerdict.Valid(
        new ValidationResult(
            HeaderCodec.CODEC.encodeToBytes(header),
            Optional.empty(),
            List.of(Bytes.EMPTY, signal),
            List.of(),
            0,
            parameters.relayParentNumber()));
  }
}
