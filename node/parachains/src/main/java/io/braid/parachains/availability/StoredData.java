package io.braid.parachains.availability;

import io.braid.consensus.chain.Batch;
import io.braid.consensus.chain.Column;
import io.braid.consensus.chain.Database;
import io.braid.parachains.candidate.AvailableData;
import io.braid.parachains.candidate.AvailableDataCodec;
import io.braid.parachains.protocol.ChunkFetching_ChunkCodec;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleReader;
import io.braid.scale.ScaleWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@link AvailabilityStore} has on the disk: a record for each candidate, and the list of
 * these in the order in which they came. Each change is one commit.
 */
final class StoredData {
  private static final Bytes PREFIX = Bytes.utf8("availability/");
  private static final Bytes LIST_KEY = Bytes.utf8("availability/candidates");
  private static final Codec<List<Hash256>> LIST =
      Codecs.list(Hash256.CODEC, AvailabilityStore.MAX_CANDIDATES);
  private static final Codec<Optional<AvailableData>> WHOLE =
      Codecs.option(AvailableDataCodec.CODEC);

  private final Database database;

  StoredData(Database database) {
    this.database = database;
  }

  /**
   * One candidate's record.
   *
   * @param validators into how many chunks the whole is cut; 0 without it
   */
  record Kept(
      int relayParentNumber,
      int validators,
      Optional<AvailableData> whole,
      Optional<ProvenChunk> own) {
    Bytes encoded() {
      return new ScaleWriter(64)
          .u32(relayParentNumber)
          .u32(validators)
          .write(WHOLE, whole)
          .write(Codecs.option(ChunkFetching_ChunkCodec.CODEC), own.map(ProvenChunk::toSend))
          .toBytes();
    }

    static Kept decoded(Bytes bytes) {
      ScaleReader in = new ScaleReader(bytes);
      return new Kept(
          in.u32(),
          in.u32(),
          WHOLE.decode(in),
          Codecs.option(ChunkFetching_ChunkCodec.CODEC).decode(in).map(ProvenChunk::of));
    }
  }

  private static Bytes key(Hash256 candidate) {
    return Bytes.concat(PREFIX, candidate.bytes());
  }

  /** All records, the oldest first. */
  Map<Hash256, Kept> load() {
    Map<Hash256, Kept> found = new LinkedHashMap<>();
    for (Hash256 candidate :
        database.get(Column.AUXILIARY, LIST_KEY).map(LIST::decodeAll).orElse(List.of())) {
      database
          .get(Column.AUXILIARY, key(candidate))
          .ifPresent(bytes -> found.put(candidate, Kept.decoded(bytes)));
    }
    return found;
  }

  /**
   * Stores a record and drops others.
   *
   * @param all what there is then, the oldest first
   */
  void keep(Hash256 candidate, Kept kept, List<Hash256> dropped, List<Hash256> all) {
    commit(new Batch().put(Column.AUXILIARY, key(candidate), kept.encoded()), dropped, all);
  }

  /** Drops records. */
  void drop(List<Hash256> dropped, List<Hash256> all) {
    commit(new Batch(), dropped, all);
  }

  private void commit(Batch batch, List<Hash256> dropped, List<Hash256> all) {
    dropped.forEach(each -> batch.remove(Column.AUXILIARY, key(each)));
    database.commit(batch.put(Column.AUXILIARY, LIST_KEY, LIST.encodeToBytes(all)));
  }
}
