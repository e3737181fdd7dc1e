package io.braid.parachains;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.braid.executor.host.RuntimeLog;
import io.braid.executor.pvf.DedicatedThreads;
import io.braid.executor.pvf.PvfExecutor;
import io.braid.executor.pvf.PvfLimits;
import io.braid.parachains.backing.Backing;
import io.braid.parachains.backing.CollationRefusal;
import io.braid.parachains.collation.Collation;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.parachains.CandidateDescriptor;
import io.braid.runtime.api.parachains.CandidateReceipt;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A collator that lies gets nothing included, and every validator says why. */
class LyingCollatorSimulationTest {
  private static final int SLOTS = 4;

  private static ParachainNetwork run(
      BiFunction<ParachainNetwork.Member, Collation, Collation> lie) {
    ParachainNetwork network =
        new ParachainNetwork(
            ParachainNetwork.Setup.honest(11).with(honest -> new LyingNetwork(honest, lie)));
    network.runSlots(SLOTS);
    return network;
  }

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    log.start();
    logger().setLevel(Level.WARN);
    logger().setAdditive(false);
    logger().addAppender(log);
  }

  @AfterEach
  void forget() {
    logger().detachAppender(log);
    logger().setAdditive(true);
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger(Backing.class);
  }

  private static void assertNothingIncluded(ParachainNetwork network) {
    assertThat(network.relay().best().number()).isGreaterThan(1);
    assertThat(network.backed).isEmpty();
    assertThat(network.included(network.relay().best())).isZero();
    assertThat(network.refusals).isNotEmpty();
    assertThat(network.world.reports()).isNotEmpty();
  }

  private void assertRefused(
      ParachainNetwork network, Class<? extends CollationRefusal> kind, String words) {
    assertNothingIncluded(network);
    assertThat(network.refusals)
        .allSatisfy(refusal -> {
          assertThat(refusal).isInstanceOf(kind);
          assertThat(refusal.describe()).contains(words);
        });
    assertThat(log.list)
        .isNotEmpty()
        .allSatisfy(line ->
            assertThat(line.getFormattedMessage())
                .contains("candidate of parachain 2000 from collator2000", "refused", words));
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

  @Test
  void descriptorsThatDoNotFitTheRelayChainAreRefused() {
    Map<String, UnaryOperator<CandidateDescriptor>> lies = Lies.aboutTheRelayChain();
    List<UnaryOperator<CandidateDescriptor>> inTurn = List.copyOf(lies.values());
    AtomicInteger told = new AtomicInteger();
    ParachainNetwork network =
        new ParachainNetwork(
            ParachainNetwork.Setup.honest(19)
                .with(honest ->
                    new LyingNetwork(
                        honest,
                        (member, truth) ->
                            new Collation(
                                new CandidateReceipt(
                                    inTurn
                                        .get(told.getAndIncrement() % inTurn.size())
                                        .apply(truth.receipt().descriptor()),
                                    truth.receipt().commitmentsHash()),
                                truth.pov()))));
    for (int slot = 0; slot < 3 * lies.size() && told.get() < lies.size(); slot++) {
      network.runSlots(1);
    }
    network.world.run(Duration.ofMillis(900));

    assertThat(told.get()).isGreaterThanOrEqualTo(lies.size());
    assertNothingIncluded(network);
    for (String words : lies.keySet()) {
      assertThat(network.refusals)
          .as("a refusal that names the %s", words)
          .anySatisfy(refusal -> assertThat(refusal.describe()).contains(words));
    }
  }
}
