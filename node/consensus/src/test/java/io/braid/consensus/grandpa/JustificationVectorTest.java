package io.braid.consensus.grandpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.consensus.RealData;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.grandpa.GrandpaAuthority;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A justification that a public network made, with 199 precommits. The voter set is not part of it:
 * here it is those who signed, and as many made-up others as leave or do not leave them two thirds.
 */
class JustificationVectorTest {
  private static final long SET_ID = 450;

  private static List<GrandpaAuthority> voters(GrandpaJustification proof, int others) {
    Set<Bytes> signers = new LinkedHashSet<>();
    proof.commit().precommits().forEach(precommit -> signers.add(precommit.id()));
    List<GrandpaAuthority> voters = new ArrayList<>();
    signers.forEach(id -> voters.add(new GrandpaAuthority(id, 1)));
    for (int i = 0; i < others; i++) {
      byte[] id = new byte[32];
      id[0] = (byte) i;
      voters.add(new GrandpaAuthority(Bytes.wrap(id), 1));
    }
    return voters;
  }

  private static GrandpaJustification read() {
    return GrandpaJustificationCodec.CODEC.decodeAll(RealData.justification());
  }

  @Test
  void itIsValidAndItsBytesComeOutAsTheyCameIn() {
    GrandpaJustification proof = read();

    assertThat(proof.round()).isEqualTo(6971);
    assertThat(proof.commit().targetNumber()).isEqualTo(4_635_975);
    assertThat(proof.commit().precommits()).hasSize(199);
    assertThat(CommitCheck.verify(proof, SET_ID, voters(proof, 0)))
        .isEqualTo(new CommitCheck.Verdict.Valid());
    assertThat(GrandpaJustificationCodec.CODEC.encodeToBytes(proof))
        .isEqualTo(RealData.justification());
  }

  @Test
  void twoThirdsOfAllVotersMustHaveSigned() {
    GrandpaJustification proof = read();

    // 297 voters need 199, 298 need 199, 299 need 200.
    assertThat(CommitCheck.verify(proof, SET_ID, voters(proof, 98)))
        .isEqualTo(new CommitCheck.Verdict.Valid());
    assertThat(CommitCheck.verify(proof, SET_ID, voters(proof, 100)))
        .isEqualTo(new CommitCheck.Verdict.TooLittleWeight(199, 200));
  }

  @Test
  void aFlippedBitOrAnotherSetIsRefused() {
    GrandpaJustification proof = read();
    byte[] bytes = RealData.justification().toArray();
    bytes[8 + 36 + 2 + 36 + 10] ^= 1; // in the first precommit's signature
    GrandpaJustification flipped = GrandpaJustificationCodec.CODEC.decodeAll(Bytes.wrap(bytes));

    assertThat(CommitCheck.verify(flipped, SET_ID, voters(proof, 0)))
        .isInstanceOf(CommitCheck.Verdict.BadSignature.class);
    assertThat(CommitCheck.verify(proof, SET_ID + 1, voters(proof, 0)))
        .isInstanceOf(CommitCheck.Verdict.BadSignature.class);
  }
}
