package io.braid.consensus.grandpa;

import io.braid.consensus.chain.Batch;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.Column;
import io.braid.consensus.chain.Database;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.grandpa.GrandpaAuthority;
import io.braid.scale.Codecs;
import io.braid.scale.Scale;
import java.util.List;
import java.util.Optional;

/**
 * What a voter must not forget, lest it vote twice.
 *
 * @param setBegan the number of the block after which the set votes
 * @param lastRound the state of the round before
 * @param ownVotes what this node said in {@code round}
 * @param earlierVotes what it said in the round before
 */
@Scale(path = "braid_consensus::grandpa::VoterRecord")
record VoterRecord(
    VoterSet voters,
    int setBegan,
    long round,
    RoundState.Stored lastRound,
    List<SignedMessage> ownVotes,
    List<SignedMessage> earlierVotes) {
  private static final Bytes KEY = Bytes.utf8("grandpa/voter");

  /**
   * What stands before the first vote: the voters that the genesis' runtime names.
   *
   * @throws IllegalArgumentException when it names none
   */
  static VoterRecord atGenesis(Chain chain) {
    List<GrandpaAuthority> authorities =
        chain
            .query(
                chain.genesis().hash(),
                "GrandpaApi_grandpa_authorities",
                new byte[0],
                Codecs.list(GrandpaAuthority.CODEC, VoterSet.MAX_VOTERS))
            .orElse(List.of());
    if (authorities.isEmpty()) {
      throw new IllegalArgumentException(
          "expected GrandpaApi_grandpa_authorities to name voters on the genesis");
    }
    RoundState before = RoundState.before(chain.genesis());
    return new VoterRecord(
        new VoterSet(0, authorities), 0, 1, before.store(), List.of(), List.of());
  }

  static Optional<VoterRecord> load(Database database) {
    return database.get(Column.AUXILIARY, KEY).map(VoterRecordCodec.CODEC::decodeAll);
  }

  void save(Database database) {
    database.commit(
        new Batch().put(Column.AUXILIARY, KEY, VoterRecordCodec.CODEC.encodeToBytes(this)));
  }
}
