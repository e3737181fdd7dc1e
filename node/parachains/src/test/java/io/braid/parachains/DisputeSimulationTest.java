package io.braid.parachains;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.consensus.chain.Chain;
import io.braid.consensus.node.Node;
import io.braid.parachains.candidate.Candidates;
import io.braid.parachains.relay.RelayView;
import io.braid.parachains.relay.RelayViews;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.CandidateEvent;
import io.braid.runtime.api.parachains.CandidateEventCodec;
import io.braid.runtime.api.parachains.SessionDispute;
import io.braid.runtime.api.parachains.SessionDisputeCodec;
import io.braid.scale.Codecs;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Those who lie are found out, outvoted, and what they did is undone. */
class DisputeSimulationTest {
  private static List<SessionDispute> disputes(Chain chain) {
    return chain
        .query(
            chain.best().hash(),
            "ParachainHost_disputes",
            new byte[0],
            Codecs.list(SessionDisputeCodec.CODEC, 100))
        .orElseThrow();
  }

  private static List<Hash256> included(Chain chain) {
    List<Hash256> found = new ArrayList<>();
    for (int number = 1; number <= chain.best().number(); number++) {
      List<CandidateEvent> events =
          chain
              .query(
                  chain.hashAt(number).orElseThrow(),
                  "ParachainHost_candidate_events",
                  new byte[0],
                  Codecs.list(CandidateEventCodec.CODEC, 100))
              .orElseThrow();
      for (CandidateEvent event : events) {
        if (event instanceof CandidateEvent.CandidateIncluded(var receipt, var a, var b, var c)) {
          found.add(Candidates.hash(receipt));
        }
      }
    }
    return found;
  }

  @Test
  void garbageIsOutvotedAndItsBlocksAreGivenUp() {
    List<Bytes> liars = new ArrayList<>();
    AtomicBoolean lying = new AtomicBoolean(true);
    ParachainNetwork network =
        new ParachainNetwork(
            ParachainNetwork.Setup.honest(53)
                .withValidators(8)
                .withJudges((validator, honest) ->
                    Gullible.over(
                        honest, () -> liars.contains(Chains.validator(validator).publicKey())))
                .with(honest ->
                    new LyingNetwork(
                        honest,
                        (member, truth) -> lying.get() ? Lies.stateRoot(member, truth) : truth)));
    RelayView first =
        new RelayViews(network.relay()).at(network.relay().best().hash()).orElseThrow();
    for (int backer : first.backersOf(first.coresOf(Chains.PARA).getFirst())) {
      liars.add(first.validators().get(backer));
    }

    for (int slot = 0; slot < 20 && network.found.isEmpty(); slot++) {
      network.runSlots(1);
    }
    assertThat(network.found).as("an invalid candidate was included, and found out").isNotEmpty();
    lying.set(false);
    network.runSlots(14);

    Set<Hash256> garbage = network.found.stream().map(Candidates::hash).collect(Collectors.toSet());
    for (Node validator : network.validators) {
      Chain chain = validator.chain();
      assertThat(included(chain))
          .as("best %s, final %s, disputes %s", chain.best(), chain.finalised(), disputes(chain))
          .doesNotContainAnyElementsOf(garbage);
      assertThat(chain.finalised().number()).isGreaterThan(chain.best().number() - 6);
    }
    assertThat(disputes(network.relay()))
        .filteredOn(dispute -> garbage.contains(dispute.candidate()))
        .isNotEmpty()
        .allSatisfy(dispute -> {
          assertThat(dispute.state().concludedAt()).isPresent();
          assertThat(dispute.state().validatorsAgainst().count()).isGreaterThanOrEqualTo(6);
          assertThat(dispute.state().validatorsFor().count()).isEqualTo(2);
        });
    assertThat(network.world.reports()).isEmpty();
  }
}
