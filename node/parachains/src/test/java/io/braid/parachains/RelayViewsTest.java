package io.braid.parachains;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.consensus.chain.Chain;
import io.braid.parachains.relay.RelayViews;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.CandidateCommitments;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RelayViewsTest {
  private static final CandidateCommitments NOTHING =
      new CandidateCommitments(List.of(), List.of(), Optional.empty(), Bytes.EMPTY, 0, 0);

  private final Chain relay = Chains.relay(Chains.relay(2, 2_000, 10, List.of(), List.of()));
  private final RelayViews views = new RelayViews(relay);

  @Test
  void aBlockWithoutStateSaysNothingAboutCommitments() {
    assertThat(views.accepts(relay.genesis().hash(), Chains.PARA, NOTHING)).isPresent();
    assertThat(views.accepts(Hash256.ZERO, Chains.PARA, NOTHING)).isEmpty();
  }
}
