package io.braid.consensus.chain;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.HeaderCodec;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleReader;
import io.braid.scale.ScaleWriter;
import io.braid.trie.NodeSource;
import java.util.List;
import java.util.Optional;

/** The chain's records in a {@link Database}, typed. */
final class BlockStore {
  static final Codec<List<Bytes>> BODY = Codecs.list(Codecs.bytes(1 << 26), 1 << 20);
  private static final Codec<List<Hash256>> HASHES = Codecs.list(Hash256.CODEC, 1 << 20);
  private static final Bytes GENESIS = Bytes.utf8("chain/genesis");
  private static final Bytes BEST = Bytes.utf8("chain/best");
  private static final Bytes FINALISED = Bytes.utf8("chain/finalised");
  private static final Bytes LEAVES = Bytes.utf8("chain/leaves");
  private static final Bytes JUSTIFIED = Bytes.utf8("chain/justified/");
  private static final Bytes WEIGHT = Bytes.utf8("chain/weight/");

  private final Database database;

  BlockStore(Database database) {
    this.database = database;
  }

  Database database() {
    return database;
  }

  NodeSource nodes() {
    return hash -> database.get(Column.NODE, hash.bytes());
  }

  Optional<Header> header(Hash256 hash) {
    return database.get(Column.HEADER, hash.bytes()).map(HeaderCodec.CODEC::decodeAll);
  }

  Optional<List<Bytes>> body(Hash256 hash) {
    return database.get(Column.BODY, hash.bytes()).map(BODY::decodeAll);
  }

  List<Justification> justifications(Hash256 hash) {
    return database
        .get(Column.JUSTIFICATION, hash.bytes())
        .map(Justification.LIST::decodeAll)
        .orElse(List.of());
  }

  Optional<Hash256> justified(Bytes engine) {
    return database.get(Column.AUXILIARY, Bytes.concat(JUSTIFIED, engine)).map(Hash256::of);
  }

  Optional<Hash256> canonical(int number) {
    return database.get(Column.CANONICAL, numberKey(number)).map(Hash256::of);
  }

  Optional<Hash256> genesis() {
    return database.get(Column.AUXILIARY, GENESIS).map(Hash256::of);
  }

  Optional<Hash256> best() {
    return database.get(Column.AUXILIARY, BEST).map(Hash256::of);
  }

  Optional<Hash256> finalised() {
    return database.get(Column.AUXILIARY, FINALISED).map(Hash256::of);
  }

  List<Hash256> leaves() {
    return database.get(Column.AUXILIARY, LEAVES).map(HASHES::decodeAll).orElse(List.of());
  }

  /** The total weight of the chain up to a block. */
  long totalWeight(Hash256 hash) {
    return database
        .get(Column.AUXILIARY, Bytes.concat(WEIGHT, hash.bytes()))
        .map(value -> new ScaleReader(value).u64())
        .orElse(0L);
  }

  static Bytes numberKey(int number) {
    return Bytes.of(
        (byte) (number >>> 24), (byte) (number >>> 16), (byte) (number >>> 8), (byte) number);
  }

  static void putBlock(Batch batch, BlockRef block, Header header, List<Bytes> body) {
    batch.put(Column.HEADER, block.hash().bytes(), HeaderCodec.CODEC.encodeToBytes(header));
    batch.put(Column.BODY, block.hash().bytes(), BODY.encodeToBytes(body));
  }

  /** A final block whose body and state are not here. */
  static void putHeader(Batch batch, Header header, Justification proof) {
    BlockRef block = BlockRef.of(header);
    Bytes hash = block.hash().bytes();
    batch.put(Column.HEADER, hash, HeaderCodec.CODEC.encodeToBytes(header));
    batch.put(Column.JUSTIFICATION, hash, Justification.LIST.encodeToBytes(List.of(proof)));
    putCanonical(batch, block);
  }

  static void putWeight(Batch batch, Hash256 hash, long totalWeight) {
    Bytes key = Bytes.concat(WEIGHT, hash.bytes());
    batch.put(Column.AUXILIARY, key, new ScaleWriter(8).u64(totalWeight).toBytes());
  }

  static void putCanonical(Batch batch, BlockRef block) {
    batch.put(Column.CANONICAL, numberKey(block.number()), block.hash().bytes());
  }

  static void removeCanonical(Batch batch, int number) {
    batch.remove(Column.CANONICAL, numberKey(number));
  }

  static void putJustified(Batch batch, Bytes engine, Hash256 hash) {
    batch.put(Column.AUXILIARY, Bytes.concat(JUSTIFIED, engine), hash.bytes());
  }

  static void putGenesis(Batch batch, Hash256 hash) {
    batch.put(Column.AUXILIARY, GENESIS, hash.bytes());
  }

  /** Where the tree stands. */
  static void putTree(Batch batch, BlockTree tree) {
    batch.put(Column.AUXILIARY, BEST, tree.best().hash().bytes());
    batch.put(Column.AUXILIARY, FINALISED, tree.root().hash().bytes());
    List<Hash256> leaves = tree.leaves().stream().map(BlockRef::hash).toList();
    batch.put(Column.AUXILIARY, LEAVES, HASHES.encodeToBytes(leaves));
  }
}
