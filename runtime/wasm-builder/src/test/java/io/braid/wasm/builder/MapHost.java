package io.braid.wasm.builder;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.StateVersion;
import io.braid.runtime.api.Host;
import io.braid.scale.ScaleWriter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * A host over a sorted map. Storage behaves as specified; every hash, root, key and signature check
 * is a function of SHA-256 over the arguments, led by the host function's name, so that a swapped
 * argument or function shows. What the host is told is kept in {@link #told}.
 */
final class MapHost implements Host {
  private static final Bytes CHILD_PREFIX = Bytes.utf8("child:");

  private TreeMap<Bytes, Bytes> state = new TreeMap<>();
  private final ArrayDeque<TreeMap<Bytes, Bytes>> snapshots = new ArrayDeque<>();

  /** Log lines and off-chain writes, in order. */
  final List<String> told = new ArrayList<>();

  Map<Bytes, Bytes> state() {
    return state;
  }

  private static byte[] digest(String function, int size, byte[]... arguments) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(Bytes.utf8(function).unsafeArray());
      for (byte[] argument : arguments) {
        sha256.update(new ScaleWriter().bytes(argument).toArray());
      }
      return Arrays.copyOf(sha256.digest(), size);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Optional<Bytes> get(Bytes key) {
    return Optional.ofNullable(state.get(key));
  }

  @Override
  public void set(Bytes key, Bytes value) {
    state.put(key, value);
  }

  @Override
  public void clear(Bytes key) {
    state.remove(key);
  }

  @Override
  public Cleared clearPrefix(Bytes prefix, OptionalInt limit) {
    List<Bytes> keys = state.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
    int count = Math.min(keys.size(), limit.orElse(Integer.MAX_VALUE));
    keys.subList(0, count).forEach(state::remove);
    return new Cleared(count, count < keys.size());
  }

  @Override
  public void append(Bytes key, Bytes element) {
    state.merge(key, element, Bytes::concat);
  }

  @Override
  public Optional<Bytes> nextKey(Bytes key) {
    return Optional.ofNullable(state.higherKey(key));
  }

  @Override
  public Hash256 storageRoot(StateVersion version) {
    ScaleWriter all = new ScaleWriter();
    state.forEach((key, value) -> all.bytes(key).bytes(value));
    return Hash256.of(digest("root" + version, 32, all.toArray()));
  }

  @Override
  public void startTransaction() {
    snapshots.push(new TreeMap<>(state));
  }

  @Override
  public void commitTransaction() {
    snapshots.pop();
  }

  @Override
  public void rollbackTransaction() {
    state = snapshots.pop();
  }

  @Override
  public long storageProofSize() {
    return -1;
  }

  private static Bytes inChild(Bytes child, Bytes key) {
    return Bytes.concat(CHILD_PREFIX, child, key);
  }

  @Override
  public Optional<Bytes> childGet(Bytes child, Bytes key) {
    return get(inChild(child, key));
  }

  @Override
  public void childSet(Bytes child, Bytes key, Bytes value) {
    set(inChild(child, key), value);
  }

  @Override
  public void childClear(Bytes child, Bytes key) {
    clear(inChild(child, key));
  }

  @Override
  public Optional<Bytes> childNextKey(Bytes child, Bytes key) {
    Bytes prefix = inChild(child, Bytes.EMPTY);
    return nextKey(inChild(child, key))
        .filter(next -> next.startsWith(prefix))
        .map(next -> next.slice(prefix.size()));
  }

  @Override
  public Cleared childClearPrefix(Bytes child, Bytes prefix, OptionalInt limit) {
    return clearPrefix(inChild(child, prefix), limit);
  }

  @Override
  public Hash256 childRoot(Bytes child, StateVersion version) {
    return Hash256.of(
        digest("child root" + version, 32, child.toArray(), storageRoot(version).toArray()));
  }

  @Override
  public byte[] blake2b128(byte[] data) {
    return digest("blake2b128", 16, data);
  }

  @Override
  public byte[] blake2b256(byte[] data) {
    return digest("blake2b256", 32, data);
  }

  @Override
  public byte[] twox64(byte[] data) {
    return digest("twox64", 8, data);
  }

  @Override
  public byte[] twox128(byte[] data) {
    return digest("twox128", 16, data);
  }

  @Override
  public byte[] twox256(byte[] data) {
    return digest("twox256", 32, data);
  }

  @Override
  public byte[] keccak256(byte[] data) {
    return digest("keccak256", 32, data);
  }

  @Override
  public Optional<Bytes> runtimeVersion(Bytes code) {
    return code.isEmpty() ? Optional.empty() : Optional.of(code.slice(0, 1));
  }

  @Override
  public byte[] sha256(byte[] data) {
    return digest("sha256", 32, data);
  }

  @Override
  public Hash256 orderedTrieRoot(List<Bytes> values, StateVersion version) {
    return Hash256.of(
        digest(
            "ordered root" + version,
            32,
            values.stream().map(Bytes::toArray).toArray(byte[][]::new)));
  }

  @Override
  public boolean sr25519Verify(byte[] signature, byte[] message, byte[] publicKey) {
    return digest("sr25519", 1, signature, message, publicKey)[0] > 0;
  }

  @Override
  public boolean ed25519Verify(byte[] signature, byte[] message, byte[] publicKey) {
    return digest("ed25519", 1, signature, message, publicKey)[0] > 0;
  }

  @Override
  public Optional<Bytes> secp256k1RecoverCompressed(byte[] signature, byte[] messageHash) {
    byte[] key = digest("secp256k1", 32, signature, messageHash);
    return key[0] > 0
        ? Optional.of(Bytes.concat(Bytes.of((byte) 2), Bytes.wrap(key)))
        : Optional.empty();
  }

  @Override
  public Optional<Bytes> secp256k1Coordinates(byte[] signature, byte[] messageHash) {
    byte[] key = digest("secp256k1", 32, signature, messageHash);
    return key[0] > 0
        ? Optional.of(Bytes.concat(Bytes.wrap(key), Bytes.wrap(key)))
        : Optional.empty();
  }

  @Override
  public Bytes sr25519Generate(String keyType, Optional<String> seed) {
    return generate("sr25519 " + keyType, seed);
  }

  @Override
  public Bytes ed25519Generate(String keyType, Optional<String> seed) {
    return generate("ed25519 " + keyType, seed);
  }

  @Override
  public Bytes ecdsaGenerate(String keyType, Optional<String> seed) {
    return Bytes.concat(Bytes.of((byte) 3), generate("ecdsa " + keyType, seed));
  }

  private static Bytes generate(String kind, Optional<String> seed) {
    return Bytes.wrap(digest(kind + seed, 32));
  }

  @Override
  public boolean submitTransaction(Bytes extrinsic) {
    return false;
  }

  @Override
  public void offchainIndexSet(Bytes key, Bytes value) {
    told.add("index " + key.hex() + " = " + value.hex());
  }

  @Override
  public Optional<Bytes> offchainGet(Bytes key) {
    return key.size() % 2 == 0 ? Optional.of(key) : Optional.empty();
  }

  @Override
  public void log(LogLevel level, String target, String message) {
    told.add(level + " " + target + ": " + message);
  }
}
