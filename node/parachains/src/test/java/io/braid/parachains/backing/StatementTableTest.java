package io.braid.parachains.backing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.braid.consensus.chain.BlockRef;
import io.braid.parachains.candidate.Candidates;
import io.braid.parachains.relay.RelayView;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.BackedCandidate;
import io.braid.runtime.api.parachains.CandidateCommitments;
import io.braid.runtime.api.parachains.CandidateDescriptor;
import io.braid.runtime.api.parachains.CommittedCandidateReceipt;
import io.braid.runtime.api.parachains.CoreState;
import io.braid.runtime.api.parachains.GroupRotationInfo;
import io.braid.runtime.api.parachains.ScheduledCore;
import io.braid.runtime.api.parachains.ValidityAttestation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatementTableTest {
  /** Two cores; core 0 is backed by validators 2, 0 and 4, in this order, by two of them. */
  private static final RelayView VIEW =
      new RelayView(
          new BlockRef(9, Hash256.ZERO),
          Hash256.ZERO,
          Hash256.ZERO,
          3,
          List.of(key(0), key(1), key(2), key(3), key(4)),
          List.of(List.of(2, 0, 4), List.of(1, 3)),
          new GroupRotationInfo(0, 100, 10),
          List.of(
              new CoreState.Scheduled(new ScheduledCore(1000, Optional.empty())),
              new CoreState.Scheduled(new ScheduledCore(2000, Optional.empty()))),
          2,
          3);

  private final StatementTable table = new StatementTable(VIEW);

  private static Bytes key(int index) {
    byte[] key = new byte[32];
    key[0] = (byte) index;
    return Bytes.wrap(key);
  }

  private static Bytes signature(int validator) {
    byte[] signature = new byte[64];
    signature[0] = (byte) validator;
    return Bytes.wrap(signature);
  }

  private static CommittedCandidateReceipt candidate(int core, String head) {
    Hash256 headHash = Candidates.hash(Bytes.utf8(head));
    return new CommittedCandidateReceipt(
        new CandidateDescriptor(
            1000,
            Hash256.ZERO,
            0,
            core,
            3,
            CandidateDescriptor.RESERVED_1,
            Hash256.ZERO,
            Hash256.ZERO,
            Hash256.ZERO,
            CandidateDescriptor.RESERVED_2,
            headHash,
            Hash256.ZERO),
        new CandidateCommitments(List.of(), List.of(), Optional.empty(), Bytes.utf8(head), 0, 9));
  }

  private Hash256 second(int validator, CommittedCandidateReceipt candidate) {
    Hash256 hash = Candidates.hash(Candidates.receipt(candidate));
    table.second(
        validator, hash, candidate, new ValidityAttestation.Implicit(signature(validator)));
    return hash;
  }

  @Test
  void oneVoteIsNotEnough() {
    second(0, candidate(0, "a"));
    assertThat(table.backed(0)).isEmpty();
  }

  @Test
  void votesStandInTheOrderOfTheGroupWhateverTheOrderInWhichTheyCame() {
    Hash256 hash = second(4, candidate(0, "a"));
    table.vote(2, hash, new ValidityAttestation.Explicit(signature(2)));

    List<BackedCandidate> backed = table.backed(0);

    assertThat(backed).hasSize(1);
    assertThat(backed.getFirst().validatorIndices()).hasToString("101");
    assertThat(backed.getFirst().validityVotes())
        .containsExactly(
            new ValidityAttestation.Explicit(signature(2)),
            new ValidityAttestation.Implicit(signature(4)));
    assertThat(table.backed(1)).isEmpty();
  }

  @Test
  void theSameValidatorCountsOnce() {
    Hash256 hash = second(0, candidate(0, "a"));
    table.vote(0, hash, new ValidityAttestation.Explicit(signature(9)));

    assertThat(table.backed(0)).isEmpty();
    assertThat(table.hasVoted(0, hash)).isTrue();
    assertThat(table.hasVoted(2, hash)).isFalse();
  }

  @Test
  void whatAValidatorSecondedFirstIsRemembered() {
    Hash256 first = second(0, candidate(0, "a"));
    second(0, candidate(0, "b"));

    assertThat(table.secondedBy(0)).contains(first);
    assertThat(table.secondedBy(2)).isEmpty();
  }

  @Test
  void aVoteNeedsACandidate() {
    assertThatThrownBy(
            () -> table.vote(0, Hash256.ZERO, new ValidityAttestation.Explicit(signature(0))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
