package io.braid.runtime.api;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.StateVersion;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The only door out of a runtime: the host functions of the Polkadot specification (appendix B) as
 * Java methods. In the node this is the state of a block and the node's cryptography; inside
 * WebAssembly it is the module's imports; inside {@code validate_block} it is a storage proof.
 *
 * <p>Nothing here reads a clock, a network or a disk.
 */
public interface Host {
  /** How {@link #log} weighs a line; the numbers are the host function's. */
  enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
  }

  /** How far {@link #clearPrefix} came. {@code moreLeft} is true when the limit stopped it. */
  record Cleared(int count, boolean moreLeft) {}

  // Storage. Keys are whole keys, not yet hashed further.

  Optional<Bytes> get(Bytes key);

  default boolean exists(Bytes key) {
    return get(key).isPresent();
  }

  void set(Bytes key, Bytes value);

  void clear(Bytes key);

  /** Removes keys in order; {@code limit} bounds those that the state below this block holds. */
  Cleared clearPrefix(Bytes prefix, OptionalInt limit);

  /**
   * Appends a SCALE-encoded element to a SCALE-encoded list. A value that is no list is replaced by
   * a list of this one element.
   */
  void append(Bytes key, Bytes element);

  /** The least key greater than {@code key}. */
  Optional<Bytes> nextKey(Bytes key);

  /** The root of the state with all changes so far. */
  Hash256 storageRoot(StateVersion version);

  /**
   * Opens a storage layer that is kept by {@link #commitTransaction} or forgotten by {@link
   * #rollbackTransaction}.
   */
  void startTransaction();

  void commitTransaction();

  void rollbackTransaction();

  /** Bytes of proof that the reads so far have added; {@code -1} where no proof is recorded. */
  long storageProofSize();

  // Child storage, addressed by the child trie's key without the {@code :child_storage:default:}
  // prefix.

  Optional<Bytes> childGet(Bytes child, Bytes key);

  void childSet(Bytes child, Bytes key, Bytes value);

  void childClear(Bytes child, Bytes key);

  Optional<Bytes> childNextKey(Bytes child, Bytes key);

  Cleared childClearPrefix(Bytes child, Bytes prefix, OptionalInt limit);

  Hash256 childRoot(Bytes child, StateVersion version);

  // Hashing. Results have the size in bits that the name says.

  byte[] blake2b128(byte[] data);

  byte[] blake2b256(byte[] data);

  byte[] twox64(byte[] data);

  byte[] twox128(byte[] data);

  byte[] twox256(byte[] data);

  byte[] keccak256(byte[] data);

  byte[] sha256(byte[] data);

  /** The root of the trie that maps compact-encoded positions to {@code values}. */
  Hash256 orderedTrieRoot(List<Bytes> values, StateVersion version);

  // Signatures. Arrays of a wrong length are a bug of the caller; bad signatures answer false.

  /**
   * @param signature 64 bytes
   * @param publicKey 32 bytes
   */
  boolean sr25519Verify(byte[] signature, byte[] message, byte[] publicKey);

  /**
   * By the rules of ZIP-215.
   *
   * @param signature 64 bytes
   * @param publicKey 32 bytes
   */
  boolean ed25519Verify(byte[] signature, byte[] message, byte[] publicKey);

  /**
   * @param signature 65 bytes: r, s, recovery id
   * @param messageHash 32 bytes
   * @return the 33 bytes of the compressed public key
   */
  Optional<Bytes> secp256k1RecoverCompressed(byte[] signature, byte[] messageHash);

  /**
   * As {@link #secp256k1RecoverCompressed}.
   *
   * @return the key's coordinates x and y, 64 bytes
   */
  Optional<Bytes> secp256k1Coordinates(byte[] signature, byte[] messageHash);

  /**
   * Makes a session key in the node's keystore.
   *
   * @param keyType four ASCII characters
   * @param seed a secret URI, or empty for a random key
   * @return the 32 bytes of the public key
   */
  Bytes sr25519Generate(String keyType, Optional<String> seed);

  /** As {@link #sr25519Generate}. */
  Bytes ed25519Generate(String keyType, Optional<String> seed);

  /**
   * As {@link #sr25519Generate}.
   *
   * @return the 33 bytes of the compressed public key
   */
  Bytes ecdsaGenerate(String keyType, Optional<String> seed);

  /**
   * The version that a runtime's code declares, as {@code Core_version} of it would give it in
   * SCALE; empty when the code is no runtime.
   */
  Optional<Bytes> runtimeVersion(Bytes code);

  /**
   * Hands an extrinsic, without its length, to the node's pool: for calls that answer the node, not
   * for blocks.
   *
   * @return false when this host has no pool
   */
  boolean submitTransaction(Bytes extrinsic);

  // Off-chain index and logging: visible to the node, never to the state.

  void offchainIndexSet(Bytes key, Bytes value);

  /**
   * What blocks have put into the off-chain index, or the node itself has kept beside it: for calls
   * that answer the node, not for blocks.
   */
  Optional<Bytes> offchainGet(Bytes key);

  void log(LogLevel level, String target, String message);
}
