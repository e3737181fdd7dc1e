package io.braid.consensus.beefy;

import io.braid.consensus.chain.Batch;
import io.braid.consensus.chain.Column;
import io.braid.consensus.chain.Database;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.beefy.BeefyValidatorSet;
import io.braid.runtime.api.beefy.VoteMessage;
import io.braid.scale.Scale;
import java.util.List;
import java.util.Optional;

/**
 * Where a voter stands, as it must know after a crash.
 *
 * @param genesis the first block that may be signed, as the runtime says
 * @param sessions those whose first block is not signed, or the last one; ascending
 * @param bestFinalised the last block of the chain that was looked at
 * @param bestSigned the last block with a proof
 * @param said the last vote of this node, if it voted; nothing at or below its block may be said
 */
@Scale(path = "braid_consensus::beefy::BeefyRecord")
record BeefyRecord(
    int genesis,
    List<Session> sessions,
    int bestFinalised,
    int bestSigned,
    Optional<VoteMessage> said) {
  private static final Bytes KEY = Bytes.utf8("beefy/voter");

  /** A session without its votes. */
  @Scale(path = "braid_consensus::beefy::Session")
  record Session(int start, BeefyValidatorSet validators, boolean mandatoryDone) {}

  static Optional<BeefyRecord> load(Database database) {
    return database.get(Column.AUXILIARY, KEY).map(BeefyRecordCodec.CODEC::decodeAll);
  }

  void save(Database database) {
    Batch batch = new Batch();
    put(batch);
    database.commit(batch);
  }

  void put(Batch batch) {
    batch.put(Column.AUXILIARY, KEY, BeefyRecordCodec.CODEC.encodeToBytes(this));
  }
}
