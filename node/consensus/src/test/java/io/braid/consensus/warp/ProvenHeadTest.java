package io.braid.consensus.warp;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.grandpa.Commit;
import io.braid.consensus.grandpa.GrandpaJustification;
import io.braid.consensus.grandpa.SignedVote;
import io.braid.consensus.grandpa.Vote;
import io.braid.consensus.grandpa.VoteMessage;
import io.braid.consensus.grandpa.VoteMessageCodec;
import io.braid.crypto.NonceEntropy;
import io.braid.crypto.keys.KeyPair;
import io.braid.crypto.keys.KeyScheme;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Digest;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.grandpa.GrandpaAuthority;
import io.braid.runtime.api.grandpa.GrandpaConsensusLog;
import io.braid.runtime.api.grandpa.GrandpaConsensusLogCodec;
import io.braid.runtime.api.grandpa.ScheduledChange;
import io.braid.scale.ScaleWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Proofs over three sets of four voters each: blocks 10 and 20 are the last of theirs. */
class ProvenHeadTest {
  private static final BlockRef GENESIS = new BlockRef(0, Hash256.ZERO);

  private final ProvenHead genesis = new ProvenHead(GENESIS, 0, authorities(0), 0, List.of());
  private final Header first = handoff(10, 1, 0);
  private final Header second = handoff(20, 2, 0);
  private final Header head = header(25, Digest.EMPTY);

  private static List<KeyPair> keys(int set) {
    List<KeyPair> keys = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      keys.add(KeyPair.of(KeyScheme.ED25519, "//Set//" + set + "//" + i));
    }
    return keys;
  }

  private static List<GrandpaAuthority> authorities(int set) {
    return keys(set).stream().map(key -> new GrandpaAuthority(key.publicKey(), 1)).toList();
  }

  private static Header header(int number, Digest digest) {
    return new Header(Hash256.ZERO, number, Hash256.ZERO, Hash256.ZERO, digest);
  }

  private static Header handoff(int number, int nextSet, int delay) {
    GrandpaConsensusLog log =
        new GrandpaConsensusLog.Scheduled(new ScheduledChange(authorities(nextSet), delay));
    Bytes data = GrandpaConsensusLogCodec.CODEC.encodeToBytes(log);
    return header(number, new Digest(List.of(new DigestItem.Consensus(Bytes.utf8("FRNK"), data))));
  }

  /** A block that {@code voters} voters of a set finalised. */
  private static WarpFragment fragment(Header header, int set, int voters) {
    BlockRef block = BlockRef.of(header);
    Vote vote = new Vote(block.hash(), block.number());
    byte[] payload =
        new ScaleWriter(64)
            .write(VoteMessageCodec.CODEC, new VoteMessage.Precommit(vote))
            .u64(7)
            .u64(set)
            .toArray();
    List<SignedVote> precommits = new ArrayList<>();
    for (KeyPair key : keys(set).subList(0, voters)) {
      precommits.add(new SignedVote(vote, key.sign(payload, NonceEntropy.NONE), key.publicKey()));
    }
    return new WarpFragment(
        header,
        new GrandpaJustification(
            7, new Commit(block.hash(), block.number(), precommits), List.of()));
  }

  private static WarpFragment fragment(Header header, int set) {
    return fragment(header, set, 3);
  }

  private static ProvenHead.Step follow(ProvenHead from, boolean finished, WarpFragment... way) {
    return from.follow(new WarpProof(List.of(way), finished));
  }

  private static ProvenHead proven(ProvenHead.Step step) {
    assertThat(step).isInstanceOf(ProvenHead.Step.Proven.class);
    return ((ProvenHead.Step.Proven) step).head();
  }

  private static void requireRefused(ProvenHead.Step step, String reason) {
    assertThat(step).isInstanceOf(ProvenHead.Step.Refused.class);
    assertThat(((ProvenHead.Step.Refused) step).reason()).contains(reason);
  }

  @Test
  void eachSetsLastBlockNamesTheVotersOfTheNext() {
    ProvenHead reached =
        proven(follow(genesis, true, fragment(first, 0), fragment(second, 1), fragment(head, 2)));

    assertThat(reached.block()).isEqualTo(BlockRef.of(head));
    assertThat(reached.setId()).isEqualTo(2);
    assertThat(reached.voters()).isEqualTo(authorities(2));
    assertThat(reached.setBegan()).isEqualTo(20);
    assertThat(reached.fragments()).hasSize(3);
  }

  @Test
  void aProofMayComeInSeveralAnswers() {
    ProvenHead halfway = proven(follow(genesis, false, fragment(first, 0)));
    assertThat(halfway.setId()).isEqualTo(1);

    ProvenHead reached = proven(follow(halfway, true, fragment(second, 1), fragment(head, 2)));

    assertThat(reached.block()).isEqualTo(BlockRef.of(head));
    assertThat(proven(follow(reached, true, fragment(head, 2)))).isEqualTo(reached);
  }

  @Test
  void anAnswerThatLeadsNowhereAndPromisesMoreIsRefused() {
    ProvenHead reached = proven(follow(genesis, false, fragment(first, 0)));

    requireRefused(follow(reached, false), "leads beyond");
    requireRefused(follow(reached, false, fragment(first, 0)), "leads beyond");
  }

  @Test
  void onlyTheLastBlockOfAWholeProofMayLeaveTheVotersAsTheyAre() {
    requireRefused(
        follow(genesis, true, fragment(head, 0), fragment(header(30, Digest.EMPTY), 0)),
        "announces the next voters");
    requireRefused(follow(genesis, false, fragment(head, 0)), "announces the next voters");
  }

  @Test
  void whatIsNotSignedByTwoThirdsOfTheRightVotersIsRefused() {
    requireRefused(follow(genesis, true, fragment(head, 0, 2)), "TooLittleWeight");
    requireRefused(follow(genesis, true, fragment(first, 0), fragment(head, 0)), "NotAVoter");
  }

  @Test
  void aJustificationOfAnotherBlockIsRefused() {
    WarpFragment swapped = new WarpFragment(first, fragment(head, 0).justification());

    requireRefused(follow(genesis, true, swapped), "expected a justification of #10");
  }

  @Test
  void wayBackIsRefused() {
    ProvenHead reached = proven(follow(genesis, true, fragment(head, 0)));

    requireRefused(follow(reached, true, fragment(first, 0)), "expected a block above #25");
  }

  @Test
  void aChangeOfVotersThatTakesEffectLaterIsRefused() {
    requireRefused(follow(genesis, true, fragment(handoff(10, 1, 5), 0)), "without delay");
  }
}
