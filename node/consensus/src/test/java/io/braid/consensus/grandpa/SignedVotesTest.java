package io.braid.consensus.grandpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.braid.consensus.chain.Batch;
import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Column;
import io.braid.consensus.chain.MemoryDatabase;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.grandpa.GrandpaAuthority;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignedVotesTest {
  private static final Bytes VOTER = Bytes.wrap(new byte[32]);

  private final MemoryDatabase database = new MemoryDatabase();

  private SignedVotes afterRestart() {
    return SignedVotes.load(database);
  }

  private static Vote vote(int number) {
    return new Vote(Hash256.ZERO, number);
  }

  private static SignedMessage signed(VoteMessage message) {
    return new SignedMessage(message, Bytes.wrap(new byte[64]), VOTER);
  }

  private static SignedMessage prevote(int number) {
    return signed(new VoteMessage.Prevote(vote(number)));
  }

  @Test
  void whatWasSaidIsRepeatedAndNothingElseIsSaidInItsPlace() {
    afterRestart().say(3, 7, prevote(40));

    assertThat(afterRestart().in(3, 7)).containsExactly(prevote(40));
    assertThat(afterRestart().maySay(VoteMessage.Prevote.class, 3, 7)).isFalse();
    assertThatThrownBy(() -> afterRestart().say(3, 7, prevote(41)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("round 7 of set 3");
    assertThat(afterRestart().in(3, 7)).containsExactly(prevote(40));
  }

  @Test
  void eachStageOfARoundHasItsOwnMessage() {
    SignedMessage proposal = signed(new VoteMessage.PrimaryPropose(vote(39)));
    SignedMessage precommit = signed(new VoteMessage.Precommit(vote(40)));
    afterRestart().say(3, 7, proposal);
    afterRestart().say(3, 7, prevote(40));
    afterRestart().say(3, 7, precommit);

    assertThat(afterRestart().in(3, 7)).containsExactly(proposal, prevote(40), precommit);
    for (SignedMessage each : afterRestart().in(3, 7)) {
      assertThat(afterRestart().maySay(each.message().getClass(), 3, 7)).isFalse();
    }
  }

  @Test
  void nothingIsSaidInARoundThatWasLeft() {
    afterRestart().say(3, 7, prevote(40));

    assertThat(afterRestart().maySay(VoteMessage.Precommit.class, 3, 6)).isFalse();
    assertThat(afterRestart().maySay(VoteMessage.Precommit.class, 2, 900)).isFalse();
    assertThat(afterRestart().maySay(VoteMessage.Precommit.class, 3, 8)).isTrue();
    assertThat(afterRestart().maySay(VoteMessage.Prevote.class, 4, 1)).isTrue();
  }

  @Test
  void nothingIsSaidUpToTheRoundThatIsPassedInSilence() {
    Batch batch = new Batch();
    SignedVotes.silence(batch, 3, 7);
    database.commit(batch);

    assertThat(afterRestart().maySay(VoteMessage.Prevote.class, 2, 99)).isFalse();
    assertThat(afterRestart().maySay(VoteMessage.Prevote.class, 3, 7)).isFalse();
    assertThat(afterRestart().maySay(VoteMessage.Prevote.class, 3, 8)).isTrue();
    assertThat(afterRestart().maySay(VoteMessage.Prevote.class, 4, 1)).isTrue();
  }

  @Test
  void twoRoundsAreRememberedAndOlderOnesAreStillClosed() {
    for (int round = 1; round <= 9; round++) {
      afterRestart().say(0, round, prevote(round));
    }

    assertThat(afterRestart().in(0, 9)).containsExactly(prevote(9));
    assertThat(afterRestart().in(0, 8)).containsExactly(prevote(8));
    assertThat(afterRestart().in(0, 7)).isEmpty();
    assertThat(afterRestart().maySay(VoteMessage.Prevote.class, 0, 7)).isFalse();
  }

  /** Votes once stood behind the voter's record; whoever comes from there must not vote again. */
  @Test
  void whatAnOlderBraidSaidCountsAsSaid() {
    VoterRecord record =
        new VoterRecord(
            new VoterSet(5, List.of(new GrandpaAuthority(VOTER, 1))),
            0,
            12,
            RoundState.before(new BlockRef(30, Hash256.ZERO)).store());
    Bytes older =
        new ScaleWriter(1_000)
            .write(VoterRecordCodec.CODEC, record)
            .write(Codecs.list(SignedMessageCodec.CODEC, 9), List.of(prevote(40)))
            .write(Codecs.list(SignedMessageCodec.CODEC, 9), List.of(prevote(39)))
            .toBytes();
    database.commit(new Batch().put(Column.AUXILIARY, Bytes.utf8("grandpa/voter"), older));

    assertThat(VoterRecord.load(database)).contains(record);
    assertThat(afterRestart().in(5, 12)).containsExactly(prevote(40));
    assertThat(afterRestart().in(5, 11)).containsExactly(prevote(39));
    assertThat(afterRestart().maySay(VoteMessage.Prevote.class, 5, 12)).isFalse();
  }
}
