package io.braid.wasm.host;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.StateVersion;
import io.braid.runtime.api.Host;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleReader;
import io.braid.scale.ScaleWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The host as a WebAssembly runtime sees it: each method is one imported host function. What the
 * host answers is trusted; an answer that does not decode is an error of the host and traps.
 */
public final class WasmHost implements Host {
  private static final Codec<Optional<Bytes>> OPTIONAL_BYTES =
      Codecs.option(Codecs.bytes(Integer.MAX_VALUE));
  private static final Codec<Optional<String>> OPTIONAL_STRING = Codecs.option(Codecs.STRING);
  private static final int COMPRESSED_KEY_BYTES = 33;
  private static final int COORDINATES_BYTES = 64;

  /** The kind of off-chain storage that outlives the process. */
  private static final int PERSISTENT = 1;

  @Override
  public Optional<Bytes> get(Bytes key) {
    return optional(HostFunctions.get(Memory.span(key)));
  }

  @Override
  public Optional<Bytes> runtimeVersion(Bytes code) {
    return optional(HostFunctions.runtimeVersion(Memory.span(code)));
  }

  @Override
  public boolean exists(Bytes key) {
    return HostFunctions.exists(Memory.span(key)) != 0;
  }

  @Override
  public void set(Bytes key, Bytes value) {
    HostFunctions.set(Memory.span(key), Memory.span(value));
  }

  @Override
  public void clear(Bytes key) {
    HostFunctions.clear(Memory.span(key));
  }

  @Override
  public Cleared clearPrefix(Bytes prefix, OptionalInt limit) {
    byte[] encodedLimit = limit(limit);
    return cleared(HostFunctions.clearPrefix(Memory.span(prefix), Memory.span(encodedLimit)));
  }

  @Override
  public void append(Bytes key, Bytes element) {
    HostFunctions.append(Memory.span(key), Memory.span(element));
  }

  @Override
  public Optional<Bytes> nextKey(Bytes key) {
    return optional(HostFunctions.nextKey(Memory.span(key)));
  }

  @Override
  public Hash256 storageRoot(StateVersion version) {
    return Hash256.of(Memory.take(HostFunctions.root(number(version))));
  }

  @Override
  public void startTransaction() {
    HostFunctions.startTransaction();
  }

  @Override
  public void commitTransaction() {
    HostFunctions.commitTransaction();
  }

  @Override
  public void rollbackTransaction() {
    HostFunctions.rollbackTransaction();
  }

  @Override
  public long storageProofSize() {
    return HostFunctions.storageProofSize();
  }

  @Override
  public Optional<Bytes> childGet(Bytes child, Bytes key) {
    return optional(HostFunctions.childGet(Memory.span(child), Memory.span(key)));
  }

  @Override
  public void childSet(Bytes child, Bytes key, Bytes value) {
    HostFunctions.childSet(Memory.span(child), Memory.span(key), Memory.span(value));
  }

  @Override
  public void childClear(Bytes child, Bytes key) {
    HostFunctions.childClear(Memory.span(child), Memory.span(key));
  }

  @Override
  public Optional<Bytes> childNextKey(Bytes child, Bytes key) {
    return optional(HostFunctions.childNextKey(Memory.span(child), Memory.span(key)));
  }

  @Override
  public Cleared childClearPrefix(Bytes child, Bytes prefix, OptionalInt limit) {
    byte[] encodedLimit = limit(limit);
    return cleared(
        HostFunctions.childClearPrefix(
            Memory.span(child), Memory.span(prefix), Memory.span(encodedLimit)));
  }

  @Override
  public Hash256 childRoot(Bytes child, StateVersion version) {
    return Hash256.of(Memory.take(HostFunctions.childRoot(Memory.span(child), number(version))));
  }

  @Override
  public byte[] blake2b128(byte[] data) {
    return Memory.take(HostFunctions.blake2b128(Memory.span(data)), 16);
  }

  @Override
  public byte[] blake2b256(byte[] data) {
    return Memory.take(HostFunctions.blake2b256(Memory.span(data)), 32);
  }

  @Override
  public byte[] twox64(byte[] data) {
    return Memory.take(HostFunctions.twox64(Memory.span(data)), 8);
  }

  @Override
  public byte[] twox128(byte[] data) {
    return Memory.take(HostFunctions.twox128(Memory.span(data)), 16);
  }

  @Override
  public byte[] twox256(byte[] data) {
    return Memory.take(HostFunctions.twox256(Memory.span(data)), 32);
  }

  @Override
  public byte[] keccak256(byte[] data) {
    return Memory.take(HostFunctions.keccak256(Memory.span(data)), 32);
  }

  @Override
  public byte[] sha256(byte[] data) {
    return Memory.take(HostFunctions.sha256(Memory.span(data)), 32);
  }

  @Override
  public Hash256 orderedTrieRoot(List<Bytes> values, StateVersion version) {
    ScaleWriter list = new ScaleWriter().compact(values.size());
    for (Bytes value : values) {
      list.bytes(value);
    }
    byte[] encoded = list.toArray();
    return Hash256.of(
        Memory.take(HostFunctions.orderedTrieRoot(Memory.span(encoded), number(version)), 32));
  }

  @Override
  public boolean sr25519Verify(byte[] signature, byte[] message, byte[] publicKey) {
    expectSize(64, signature);
    expectSize(32, publicKey);
    return HostFunctions.sr25519Verify(
            Memory.address(signature), Memory.span(message), Memory.address(publicKey))
        == 1;
  }

  @Override
  public boolean ed25519Verify(byte[] signature, byte[] message, byte[] publicKey) {
    expectSize(64, signature);
    expectSize(32, publicKey);
    return HostFunctions.ed25519Verify(
            Memory.address(signature), Memory.span(message), Memory.address(publicKey))
        == 1;
  }

  @Override
  public Optional<Bytes> secp256k1RecoverCompressed(byte[] signature, byte[] messageHash) {
    expectSize(65, signature);
    expectSize(32, messageHash);
    return recovered(
        HostFunctions.secp256k1RecoverCompressed(
            Memory.address(signature), Memory.address(messageHash)),
        COMPRESSED_KEY_BYTES);
  }

  @Override
  public Optional<Bytes> secp256k1Coordinates(byte[] signature, byte[] messageHash) {
    expectSize(65, signature);
    expectSize(32, messageHash);
    return recovered(
        HostFunctions.secp256k1Coordinates(Memory.address(signature), Memory.address(messageHash)),
        COORDINATES_BYTES);
  }

  /** A SCALE result: 0 and the key, or 1 and an error. */
  private static Optional<Bytes> recovered(long span, int sizeBytes) {
    byte[] result = Memory.take(span);
    return result[0] == 0
        ? Optional.of(Bytes.wrap(result).slice(1, 1 + sizeBytes))
        : Optional.empty();
  }

  @Override
  public Bytes sr25519Generate(String keyType, Optional<String> seed) {
    byte[] type = keyType(keyType);
    byte[] encodedSeed = OPTIONAL_STRING.encode(seed);
    return Bytes.wrap(
        Memory.take(
            HostFunctions.sr25519Generate(Memory.address(type), Memory.span(encodedSeed)), 32));
  }

  @Override
  public Bytes ed25519Generate(String keyType, Optional<String> seed) {
    byte[] type = keyType(keyType);
    byte[] encodedSeed = OPTIONAL_STRING.encode(seed);
    return Bytes.wrap(
        Memory.take(
            HostFunctions.ed25519Generate(Memory.address(type), Memory.span(encodedSeed)), 32));
  }

  @Override
  public Bytes ecdsaGenerate(String keyType, Optional<String> seed) {
    byte[] type = keyType(keyType);
    byte[] encodedSeed = OPTIONAL_STRING.encode(seed);
    return Bytes.wrap(
        Memory.take(
            HostFunctions.ecdsaGenerate(Memory.address(type), Memory.span(encodedSeed)),
            COMPRESSED_KEY_BYTES));
  }

  @Override
  public boolean submitTransaction(Bytes extrinsic) {
    return Memory.take(HostFunctions.submitTransaction(Memory.span(extrinsic)))[0] == 0;
  }

  @Override
  public void offchainIndexSet(Bytes key, Bytes value) {
    HostFunctions.offchainIndexSet(Memory.span(key), Memory.span(value));
  }

  @Override
  public Optional<Bytes> offchainGet(Bytes key) {
    return optional(HostFunctions.offchainGet(PERSISTENT, Memory.span(key)));
  }

  @Override
  public void log(LogLevel level, String target, String message) {
    Bytes targetBytes = Bytes.utf8(target);
    Bytes messageBytes = Bytes.utf8(message);
    HostFunctions.log(level.ordinal(), Memory.span(targetBytes), Memory.span(messageBytes));
  }

  private static Optional<Bytes> optional(long span) {
    return OPTIONAL_BYTES.decodeAll(Memory.take(span));
  }

  /** SCALE {@code Option<u32>}. */
  private static byte[] limit(OptionalInt limit) {
    return limit.isPresent()
        ? new ScaleWriter().u8(1).u32(limit.getAsInt()).toArray()
        : new byte[1];
  }

  /** SCALE enum: 0 all removed, 1 some remain; then how many were removed. */
  private static Cleared cleared(long span) {
    ScaleReader in = new ScaleReader(Memory.take(span));
    boolean moreLeft = in.bool();
    return new Cleared(in.u32(), moreLeft);
  }

  private static int number(StateVersion version) {
    return version == StateVersion.V0 ? 0 : 1;
  }

  private static byte[] keyType(String keyType) {
    byte[] type = Bytes.utf8(keyType).toArray();
    expectSize(4, type);
    return type;
  }

  /** The host reads a fixed number of bytes: a shorter array would let it read what lies behind. */
  private static void expectSize(int sizeBytes, byte[] bytes) {
    if (bytes.length != sizeBytes) {
      throw new IllegalArgumentException("expected " + sizeBytes + " bytes, found " + bytes.length);
    }
  }
}
