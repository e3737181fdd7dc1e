package io.braid.parachains;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.executor.host.RuntimeLog;
import io.braid.executor.pvf.DedicatedThreads;
import io.braid.executor.pvf.PvfExecutor;
import io.braid.executor.pvf.PvfLimits;
import io.braid.parachains.backing.CollationRefusal;
import io.braid.parachains.collation.Collation;
import io.braid.primitives.Bytes;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** A collator that lies gets nothing included, and every validator says why. */
class LyingCollatorSimulationTest {
  private static final int SLOTS = 6;

  private static ParachainNetwork run(
      BiFunction<ParachainNetwork.Member, Collation, Collation> lie) {
    ParachainNetwork network =
        new ParachainNetwork(
            ParachainNetwork.Setup.honest(11).with(honest -> new LyingNetwork(honest, lie)));
    network.runSlots(SLOTS);
    return network;
  }

  private static void assertNothingIncluded(ParachainNetwork network) {
    assertThat(network.relay().best().number()).isGreaterThan(SLOTS - 3);
    assertThat(network.backed).isEmpty();
    assertThat(network.included(network.relay().best())).isZero();
    assertThat(network.refusals).isNotEmpty();
    assertThat(network.world.reports()).isNotEmpty();
  }

  private static void assertRefused(
      ParachainNetwork network, Class<? extends CollationRefusal> kind, String words) {
    assertNothingIncluded(network);
    assertThat(network.refusals)
        .allSatisfy(refusal -> {
          assertThat(refusal).isInstanceOf(kind);
          assertThat(refusal.describe()).contains(words);
        });
  }

  @Test
  void aWrongStateRootIsRefused() {
    assertRefused(run(Lies::stateRoot), CollationRefusal.InvalidBlock.class, "state root");
  }

  @Test
  void aProofThatSaysSomethingElseIsRefused() {
    assertRefused(run(Lies::proof), CollationRefusal.InvalidBlock.class, "proof");
  }

  @Test
  void anotherHeadIsRefused() {
    assertRefused(run(Lies::head), CollationRefusal.WrongHead.class, "head");
  }

  @Test
  void anOversizeProofOfValidityIsRefused() {
    assertRefused(run(Lies::oversize), CollationRefusal.PovTooLarge.class, "at most 5242880 bytes");
  }

  @Test
  void anotherErasureRootIsRefused() {
    assertRefused(run(Lies::erasureRoot), CollationRefusal.WrongErasureRoot.class, "erasure root");
  }

  @Test
  void aValidationFunctionThatNeverEndsIsRefused() {
    PvfLimits limits = new PvfLimits(1 << 20, 64, 100, 1 << 20, 20_000_000, 64 << 20);
    PvfExecutor sandbox = new PvfExecutor(limits, new DedicatedThreads(), RuntimeLog.NONE, 1);
    ParachainNetwork network =
        new ParachainNetwork(
            ParachainNetwork.Setup.honest(13).withCode(HostileBlobs.endlessLoop(), sandbox));
    network.runSlots(SLOTS);
    assertRefused(network, CollationRefusal.InvalidBlock.class, "20000000 units of fuel");
  }

  @Test
  void aBlobThatIsNoModuleIsRefused() {
    ParachainNetwork network =
        new ParachainNetwork(
            ParachainNetwork.Setup.honest(17)
                .withCode(
                    Bytes.utf8("no module"),
                    new PvfExecutor(
                        PvfLimits.STANDARD, new DedicatedThreads(), RuntimeLog.NONE, 1)));
    network.runSlots(SLOTS);
    assertRefused(network, CollationRefusal.InvalidBlock.class, "cannot be run");
  }
}
