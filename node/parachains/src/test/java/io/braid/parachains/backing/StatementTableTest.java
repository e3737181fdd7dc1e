package io.braid.parachains.backing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.braid.consensus.chain.BlockRef;
import io.braid.parachains.candidate.Candidates;
import io.braid.parachains.protocol.CompactStatement;
import io.braid.parachains.protocol.SignedStatement;
import io.braid.parachains.protocol.StatementFilter;
import io.braid.parachains.relay.RelayView;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.BackedCandidate;
import io.braid.runtime.api.parachains.CandidateCommitments;
import io.braid.runtime.api.parachains.CandidateDescriptor;
import io.braid.runtime.api.parachains.CommittedCandidateReceipt;
import io.braid.runtime.api.parachains.CoreState;
import io.braid.runtime.api.parachains.GroupRotationInfo;
import io.braid.runtime.api.parachains.PersistedValidationData;
import io.braid.runtime.api.parachains.ScheduledCore;
import io.braid.runtime.api.parachains.ValidityAttestation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
          new TreeMap<>(Map.of(0, List.of(1000, 1000), 1, List.of(2000, 2000))),
          2,
          3);

  private final StatementTable table = new StatementTable(VIEW);

  private List<BackedCandidate> backed(int core) {
    return table.candidates().stream()
        .flatMap(hash -> table.backed(hash).stream())
        .filter(each -> each.candidate().descriptor().coreIndex() == core)
        .toList();
  }

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

  private static Hash256 hash(CommittedCandidateReceipt candidate) {
    return Candidates.hash(Candidates.receipt(candidate));
  }

  private static final PersistedValidationData DATA =
      new PersistedValidationData(Bytes.EMPTY, 8, Hash256.ZERO, 1 << 20);

  private static SignedStatement seconded(int validator, CommittedCandidateReceipt candidate) {
    return new SignedStatement(
        new CompactStatement.Seconded(hash(candidate)), validator, signature(validator));
  }

  private static SignedStatement valid(int validator, CommittedCandidateReceipt candidate) {
    return new SignedStatement(
        new CompactStatement.Valid(hash(candidate)), validator, signature(validator));
  }

  private void second(int validator, CommittedCandidateReceipt candidate) {
    table.add(seconded(validator, candidate));
    table.add(hash(candidate), new StatementTable.Known(candidate, DATA));
  }

  @Test
  void oneVoteIsNotEnough() {
    second(0, candidate(0, "a"));
    assertThat(backed(0)).isEmpty();
  }

  @Test
  void votesStandInTheOrderOfTheGroupWhateverTheOrderInWhichTheyCame() {
    second(4, candidate(0, "a"));
    table.add(valid(2, candidate(0, "a")));

    List<BackedCandidate> backed = backed(0);

    assertThat(backed).hasSize(1);
    assertThat(backed.getFirst().validatorIndices()).hasToString("101");
    assertThat(backed.getFirst().validityVotes())
        .containsExactly(
            new ValidityAttestation.Explicit(signature(2)),
            new ValidityAttestation.Implicit(signature(4)));
    assertThat(backed(1)).isEmpty();
  }

  @Test
  void aCandidateThatIsOnlySpokenOfIsNotBackedUntilItIsHere() {
    table.add(seconded(4, candidate(0, "a")));
    table.add(valid(2, candidate(0, "a")));

    assertThat(backed(0)).isEmpty();

    table.add(hash(candidate(0, "a")), new StatementTable.Known(candidate(0, "a"), DATA));

    assertThat(backed(0)).hasSize(1);
  }

  @Test
  void whoIsInAnotherGroupDoesNotCountWhetherItSpokeBeforeTheCandidateCameOrAfter() {
    table.add(seconded(1, candidate(0, "a")));
    second(0, candidate(0, "a"));

    assertThat(backed(0)).isEmpty();
    assertThat(table.statements(hash(candidate(0, "a")))).hasSize(1);
    assertThat(table.mayBack(3, hash(candidate(0, "a")))).isFalse();
    assertThat(table.mayBack(2, hash(candidate(0, "a")))).isTrue();
  }

  @Test
  void theSameValidatorCountsOnce() {
    second(0, candidate(0, "a"));
    table.add(valid(0, candidate(0, "a")));

    assertThat(backed(0)).isEmpty();
    assertThat(table.hasSpoken(0, hash(candidate(0, "a")))).isTrue();
    assertThat(table.hasSpoken(2, hash(candidate(0, "a")))).isFalse();
  }

  @Test
  void aValidatorSecondsOneCandidate() {
    second(0, candidate(0, "a"));

    assertThatThrownBy(() -> table.add(seconded(0, candidate(0, "b"))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(table.secondedBy(0)).contains(hash(candidate(0, "a")));
    assertThat(table.secondedBy(2)).isEmpty();
  }

  @Test
  void aVoteNeedsACandidateThatWasSeconded() {
    assertThatThrownBy(() -> table.add(valid(0, candidate(0, "a"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsKnownStandsByTheMembersOfTheGroup() {
    second(4, candidate(0, "a"));
    table.add(valid(0, candidate(0, "a")));

    StatementFilter known = table.knowledge(hash(candidate(0, "a")), List.of(2, 0, 4));

    assertThat(known.secondedInGroup()).hasToString("001");
    assertThat(known.validatedInGroup()).hasToString("010");
  }
}
