package io.braid.parachains.disputes;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.parachains.candidate.Signing;
import io.braid.parachains.protocol.DisputeMessage;
import io.braid.parachains.protocol.DisputeMessageCodec;
import io.braid.parachains.protocol.DisputeMessage_ResponseCodec;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.CandidateDescriptor;
import io.braid.runtime.api.parachains.CandidateReceipt;
import io.braid.runtime.api.parachains.CandidateReceiptCodec;
import io.braid.runtime.api.parachains.DisputeStatement;
import io.braid.runtime.api.parachains.DisputeStatementSet.Statement;
import io.braid.runtime.api.parachains.SessionInfo;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DisputeTest {
  private static final Hash256 HASH = Hash256.of(Bytes.fromHex("0x" + "11".repeat(32)).toArray());
  private static final DisputeStatement FOR =
      new DisputeStatement.Valid(new DisputeStatement.ValidKind.Explicit());
  private static final DisputeStatement BACKING =
      new DisputeStatement.Valid(new DisputeStatement.ValidKind.BackingSeconded(HASH));
  private static final DisputeStatement AGAINST =
      new DisputeStatement.Invalid(DisputeStatement.InvalidKind.EXPLICIT);

  private static CandidateReceipt receipt() {
    return new CandidateReceipt(
        new CandidateDescriptor(
            2000,
            HASH,
            0,
            0,
            1,
            CandidateDescriptor.RESERVED_1,
            HASH,
            HASH,
            HASH,
            CandidateDescriptor.RESERVED_2,
            HASH,
            HASH),
        HASH);
  }

  private static Dispute among(int validators) {
    List<Bytes> keys = Collections.nCopies(validators, Bytes.wrap(new byte[32]));
    return new Dispute(
        receipt(),
        9,
        new SessionInfo(
            List.of(),
            Bytes.wrap(new byte[32]),
            6,
            keys,
            keys,
            keys,
            List.of(),
            1,
            0,
            2,
            25,
            2,
            2));
  }

  private static Statement vote(DisputeStatement statement, int validator) {
    return new Statement(statement, validator, Bytes.wrap(new byte[64]));
  }

  @Test
  void itTakesVotesOfBothSides() {
    Dispute dispute = among(7);
    assertThat(dispute.add(vote(BACKING, 0))).isTrue();
    assertThat(dispute.add(vote(BACKING, 1))).isTrue();
    assertThat(dispute.isDisputed()).isFalse();

    assertThat(dispute.add(vote(AGAINST, 2))).isTrue();
    assertThat(dispute.isDisputed()).isTrue();
    assertThat(dispute.isConfirmed()).as("three of seven vote").isTrue();
  }

  @Test
  void twoVotersOfSevenMayBothBeLiars() {
    Dispute dispute = among(7);
    dispute.add(vote(BACKING, 0));
    dispute.add(vote(AGAINST, 1));

    assertThat(dispute.isDisputed()).isTrue();
    assertThat(dispute.isConfirmed()).isFalse();
  }

  @Test
  void twoThirdsDecide() {
    Dispute dispute = among(7);
    dispute.add(vote(BACKING, 0));
    for (int validator = 2; validator < 6; validator++) {
      dispute.add(vote(AGAINST, validator));
    }
    assertThat(dispute.isLost()).as("four of seven").isFalse();

    dispute.add(vote(AGAINST, 6));
    assertThat(dispute.isLost()).as("five of seven").isTrue();
    assertThat(dispute.isWon()).isFalse();
  }

  @Test
  void aBackingVoteIsKeptRatherThanAnother() {
    Dispute dispute = among(7);
    dispute.add(vote(FOR, 0));

    assertThat(dispute.add(vote(BACKING, 0))).as("the same vote again").isFalse();
    assertThat(dispute.valid()).containsExactly(vote(BACKING, 0));
    dispute.add(vote(FOR, 0));
    assertThat(dispute.valid()).containsExactly(vote(BACKING, 0));
  }

  /** By hand, from polkadot/node/primitives/src/disputes/message.rs and the rules of SCALE. */
  @Test
  void messagesLookAsPolkadotSendsThem() {
    DisputeMessage message =
        new DisputeMessage(
            receipt(),
            9,
            new DisputeMessage.InvalidVote(
                3, Bytes.wrap(new byte[64]), DisputeStatement.InvalidKind.EXPLICIT),
            new DisputeMessage.ValidVote(
                4, Bytes.wrap(new byte[64]), new DisputeStatement.ValidKind.BackingSeconded(HASH)));

    assertThat(DisputeMessageCodec.CODEC.encodeToBytes(message))
        .isEqualTo(
            Bytes.concat(
                CandidateReceiptCodec.CODEC.encodeToBytes(receipt()),
                Bytes.fromHex(
                    "0x09000000"
                        + "03000000"
                        + "00".repeat(64)
                        + "00"
                        + "04000000"
                        + "00".repeat(64)
                        + "01"
                        + "11".repeat(32))));
    assertThat(DisputeMessage_ResponseCodec.CODEC.encodeToBytes(DisputeMessage.Response.CONFIRMED))
        .isEqualTo(Bytes.fromHex("0x00"));
  }

  @Test
  void votesAreSignedWithTheLettersDisp() {
    assertThat(Signing.vote(AGAINST, HASH, 9))
        .contains(Bytes.fromHex("0x44495350" + "00" + "11".repeat(32) + "09000000"));
    assertThat(Signing.vote(FOR, HASH, 9))
        .contains(Bytes.fromHex("0x44495350" + "01" + "11".repeat(32) + "09000000"));
    assertThat(Signing.vote(BACKING, HASH, 9))
        .contains(
            Bytes.fromHex("0x424b4e47" + "01" + "11".repeat(32) + "09000000" + "11".repeat(32)));
  }
}
