package io.braid.consensus.grandpa;

import io.braid.consensus.chain.Batch;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.Column;
import io.braid.consensus.chain.Database;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.grandpa.GrandpaAuthority;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.Scale;
import io.braid.scale.ScaleReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a voter stands: written when a round begins. What it said is in {@link SignedVotes}.
 *
 * @param setBegan the number of the block after which the set votes
 * @param lastRound the state of the round before
 */
@Scale(path = "braid_consensus::grandpa::VoterRecord")
record VoterRecord(VoterSet voters, int setBegan, long round, RoundState.Stored lastRound) {
  private static final Codec<List<SignedMessage>> VOTES = Codecs.list(SignedMessageCodec.CODEC, 16);
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
    return new VoterRecord(new VoterSet(0, authorities), 0, 1, before.store());
  }

  static Optional<VoterRecord> load(Database database) {
    return stored(database).map(VoterRecordCodec.CODEC::decode);
  }

  private static Optional<ScaleReader> stored(Database database) {
    return database.get(Column.AUXILIARY, KEY).map(ScaleReader::new);
  }

  /**
   * What this node said in the record's round and in the one before, when it was an older Braid,
   * which wrote that behind the record.
   */
  static List<SignedVotes.Said> votesBehind(Database database) {
    Optional<ScaleReader> in = stored(database);
    if (in.isEmpty()) {
      return List.of();
    }
    VoterRecord record = VoterRecordCodec.CODEC.decode(in.get());
    List<SignedVotes.Said> said = new ArrayList<>();
    if (in.get().remaining() > 0) {
      List<SignedMessage> own = VOTES.decode(in.get());
      for (SignedMessage message : VOTES.decode(in.get())) {
        said.add(new SignedVotes.Said(record.voters.id(), record.round - 1, message));
      }
      own.forEach(
          message -> said.add(new SignedVotes.Said(record.voters.id(), record.round, message)));
    }
    return said;
  }

  void save(Database database) {
    Batch batch = new Batch();
    put(batch);
    database.commit(batch);
  }

  void put(Batch batch) {
    batch.put(Column.AUXILIARY, KEY, VoterRecordCodec.CODEC.encodeToBytes(this));
  }
}
