package io.braid.parachains;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.node.Node;
import io.braid.consensus.ports.Protocol;
import io.braid.parachains.protocol.ApprovalMessage;
import io.braid.parachains.protocol.ValidationMessage;
import io.braid.parachains.protocol.ValidationMessageCodec;
import io.braid.parachains.protocol.WireMessage;
import io.braid.parachains.relay.RelayView;
import io.braid.parachains.relay.RelayViews;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.parachains.CandidateEvent;
import io.braid.runtime.api.parachains.CandidateEventCodec;
import io.braid.scale.Codecs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Nothing becomes final that was not checked again by enough others. */
class ApprovalSimulationTest {
  private static Optional<ApprovalMessage> approvalMessage(Protocol protocol, Bytes message) {
    return protocol == Protocol.VALIDATION
            && WireMessage.codec(ValidationMessageCodec.CODEC).decodeAll(message)
                instanceof
                WireMessage.ProtocolMessage<ValidationMessage>(
                    ValidationMessage.ApprovalDistribution(ApprovalMessage about))
        ? Optional.of(about)
        : Optional.empty();
  }

  /** Lets no approval by these validators pass. */
  private static void silence(ParachainNetwork network, Predicate<Integer> validators) {
    network.world.pass((protocol, message) ->
        !(approvalMessage(protocol, message).orElse(null)
                instanceof ApprovalMessage.Approvals(List<ApprovalMessage.Approval> approvals)
            && approvals.stream().anyMatch(each -> validators.test(each.validator()))));
  }

  private static boolean includes(Chain chain, int number) {
    return chain
        .query(
            chain.hashAt(number).orElseThrow(),
            "ParachainHost_candidate_events",
            new byte[0],
            Codecs.list(CandidateEventCodec.CODEC, 100))
        .orElseThrow()
        .stream()
        .anyMatch(CandidateEvent.CandidateIncluded.class::isInstance);
  }

  private static int firstIncluding(Chain chain) {
    for (int number = 1; number <= chain.best().number(); number++) {
      if (includes(chain, number)) {
        return number;
      }
    }
    throw new AssertionError("expected a block that includes a candidate");
  }

  @Test
  void finalityWaitsForApprovalsAndGoesOnWhenTheyCome() {
    ParachainNetwork network = new ParachainNetwork(ParachainNetwork.Setup.honest(41));
    silence(network, validator -> true);

    network.runSlots(14);

    int including = firstIncluding(network.relay());
    assertThat(network.relay().best().number()).isGreaterThan(including + 3);
    for (Node validator : network.validators) {
      assertThat(validator.chain().finalised().number()).isEqualTo(including - 1);
    }

    network.world.pass((protocol, message) -> true);
    network.runSlots(12);

    BlockRef best = network.relay().best();
    assertThat(network.relay().finalised().number()).isGreaterThan(best.number() - 4);
    assertThat(network.world.reports()).isEmpty();
  }

  @Test
  void whoDoesNotShowUpIsCoveredByTheNextTranche() {
    ParachainNetwork network =
        new ParachainNetwork(ParachainNetwork.Setup.honest(43).withValidators(10));
    Set<Integer> assigned = new TreeSet<>();
    network.world.tap((from, protocol, message) -> {
      if (approvalMessage(protocol, message).orElse(null)
          instanceof ApprovalMessage.Assignments(List<ApprovalMessage.Assignment> all)) {
        all.forEach(each -> assigned.add(each.cert().validator()));
      }
    });
    silence(network, validator -> validator < 3);

    network.runSlots(30);

    assertThat(assigned).as("some who never approve were assigned").containsAnyOf(0, 1, 2);
    int including = firstIncluding(network.relay());
    assertThat(network.relay().finalised().number()).isGreaterThan(including + 4);
    assertThat(network.relay().best().number()).isGreaterThan(24);
  }

  @Test
  void garbageThatBadBackersGetIncludedNeverBecomesFinal() {
    List<Bytes> liars = new ArrayList<>();
    ParachainNetwork network =
        new ParachainNetwork(
            ParachainNetwork.Setup.honest(47)
                .withJudges((validator, honest) ->
                    Gullible.over(
                        honest, () -> liars.contains(Chains.validator(validator).publicKey())))
                .with(honest -> new LyingNetwork(honest, Lies::stateRoot)));
    RelayView first =
        new RelayViews(network.relay()).at(network.relay().best().hash()).orElseThrow();
    for (int backer : first.backersOf(first.coresOf(Chains.PARA).getFirst())) {
      liars.add(first.validators().get(backer));
    }

    network.runSlots(16);

    assertThat(network.found).as("who checks it again finds it out").hasSizeGreaterThan(1);
    int including = firstIncluding(network.relay());
    assertThat(network.included(network.relay().best())).isPositive();
    assertThat(network.relay().best().number()).isGreaterThan(including + 3);
    for (Node validator : network.validators) {
      assertThat(validator.chain().finalised().number()).isLessThan(including);
    }
  }
}
