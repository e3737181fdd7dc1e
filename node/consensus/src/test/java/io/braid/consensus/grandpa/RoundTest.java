package io.braid.consensus.grandpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.consensus.chain.BlockRef;
import io.braid.crypto.hash.Blake2b;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.grandpa.GrandpaAuthority;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * One round of three voters with weights 4, 7 and 3, over the chain G-A-B-C-D-E with two forks
 * above E: F-FA-FB-FC and EA-EB-EC-ED. A supermajority is 10.
 */
class RoundTest {
  private static final Bytes ALICE = id(1);
  private static final Bytes BOB = id(2);
  private static final Bytes EVE = id(3);

  private final Map<BlockRef, BlockRef> parents = new LinkedHashMap<>();
  private final Map<String, BlockRef> blocks = new LinkedHashMap<>();
  private final VoterSet voters =
      new VoterSet(
          0,
          List.of(
              new GrandpaAuthority(ALICE, 4),
              new GrandpaAuthority(BOB, 7),
              new GrandpaAuthority(EVE, 3)));
  private final Round round;

  RoundTest() {
    blocks.put("G", new BlockRef(1, hash("G")));
    push("G", "A", "B", "C", "D", "E", "F");
    push("E", "EA", "EB", "EC", "ED");
    push("F", "FA", "FB", "FC");
    round = new Round(1, voters, at("C"), block -> Optional.ofNullable(parents.get(block)));
  }

  private static Bytes id(int n) {
    byte[] id = new byte[32];
    id[0] = (byte) n;
    return Bytes.wrap(id);
  }

  private static Hash256 hash(String name) {
    return Hash256.of(Blake2b.hash256(name.getBytes(StandardCharsets.US_ASCII)));
  }

  private void push(String parent, String... names) {
    String below = parent;
    for (String name : names) {
      BlockRef block = new BlockRef(at(below).number() + 1, hash(name));
      blocks.put(name, block);
      parents.put(block, at(below));
      below = name;
    }
  }

  private BlockRef at(String name) {
    return java.util.Objects.requireNonNull(blocks.get(name));
  }

  private Tally.Added prevote(Bytes voter, String block) {
    return add(new VoteMessage.Prevote(Vote.of(at(block))), voter);
  }

  private Tally.Added precommit(Bytes voter, String block) {
    return add(new VoteMessage.Precommit(Vote.of(at(block))), voter);
  }

  private Tally.Added add(VoteMessage message, Bytes voter) {
    return round.add(new SignedMessage(message, Bytes.wrap(new byte[64]), voter));
  }

  @Test
  void theThresholdIsMoreThanTwoThirds() {
    assertThat(voters.threshold()).isEqualTo(10);
  }

  @Test
  void theEstimateIsThePrevotesGhostUntilPrecommitsCome() {
    prevote(ALICE, "FC");
    prevote(BOB, "ED");

    assertThat(round.state().prevoteGhost()).contains(at("E"));
    assertThat(round.state().estimate()).contains(at("E"));
    assertThat(round.state().completable()).isFalse();

    prevote(EVE, "F");
    assertThat(round.state().prevoteGhost()).contains(at("E"));
  }

  @Test
  void precommitsFinaliseOnlyWithPrevotes() {
    precommit(ALICE, "FC");
    precommit(BOB, "ED");
    assertThat(round.state().finalised()).isEmpty();

    prevote(ALICE, "FC");
    prevote(BOB, "ED");
    prevote(EVE, "EA");
    assertThat(round.state().finalised()).contains(at("E"));

    precommit(EVE, "EA");
    assertThat(round.state().finalised()).contains(at("EA"));
  }

  @Test
  void anEquivocatorCountsForEveryBlockButOnce() {
    assertThat(prevote(EVE, "FC")).isEqualTo(Tally.Added.NEW);
    assertThat(prevote(EVE, "ED")).isEqualTo(Tally.Added.EQUIVOCATION);
    assertThat(prevote(EVE, "F")).isEqualTo(Tally.Added.NOTHING);
    assertThat(round.state().prevoteGhost()).isEmpty();

    prevote(BOB, "FA");
    assertThat(round.state().prevoteGhost()).contains(at("FA"));
  }

  @Test
  void theRoundIsCompletableWhenNothingHigherCanBeFinalised() {
    prevote(ALICE, "FC");
    prevote(BOB, "FC");
    prevote(EVE, "FC");
    precommit(BOB, "FC");
    assertThat(round.state().completable()).isFalse();

    precommit(ALICE, "FC");
    assertThat(round.state().completable()).isTrue();
    assertThat(round.state().estimate()).contains(at("FC"));
    assertThat(round.state().finalised()).contains(at("FC"));
  }

  @Test
  void aBlockThatCannotBePrecommittedAnyMoreIsNotTheEstimate() {
    prevote(ALICE, "FC");
    prevote(BOB, "FC");
    prevote(EVE, "FC");
    precommit(ALICE, "E");
    precommit(BOB, "E");

    // FC could get Eve's 3 and, by equivocation, 4 more: 7 of 10.
    assertThat(round.state().estimate()).contains(at("E"));
    assertThat(round.state().completable()).isTrue();
  }

  @Test
  void aVoteOutsideTheBasesBranchIsNotAccepted() {
    assertThat(round.accepts(Vote.of(at("FC")))).isTrue();
    assertThat(round.accepts(Vote.of(at("A")))).isFalse();
    assertThat(round.accepts(new Vote(at("FC").hash(), 5))).isFalse();
  }
}
