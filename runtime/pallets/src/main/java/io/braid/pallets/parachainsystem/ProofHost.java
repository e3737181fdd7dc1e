package io.braid.pallets.parachainsystem;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.StateVersion;
import io.braid.runtime.api.Host;
import io.braid.trie.CompactProof;
import io.braid.trie.NodeHasher;
import io.braid.trie.Overlay;
import io.braid.trie.StateTrie;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The host of a block that is validated from a proof: storage comes from the proof, everything else
 * from the real host. What the proof does not hold cannot be read: the validation fails.
 */
final class ProofHost implements Host {
  private final Host real;
  private final Overlay overlay;

  /**
   * @throws io.braid.trie.TrieException when the proof is not one of a state with {@code root}
   */
  ProofHost(Host real, Hash256 root, CompactProof proof) {
    this.real = real;
    NodeHasher hasher = data -> Hash256.of(real.blake2b256(data));
    overlay = new Overlay(new StateTrie(root, proof.expand(root, hasher), hasher));
  }

  @Override
  public Optional<Bytes> get(Bytes key) {
    return overlay.get(key);
  }

  @Override
  public boolean exists(Bytes key) {
    return overlay.exists(key);
  }

  @Override
  public void set(Bytes key, Bytes value) {
    overlay.set(key, value);
  }

  @Override
  public void clear(Bytes key) {
    overlay.clear(key);
  }

  @Override
  public Cleared clearPrefix(Bytes prefix, OptionalInt limit) {
    Overlay.Cleared cleared = overlay.clearPrefix(prefix, limit);
    return new Cleared(cleared.count(), cleared.moreLeft());
  }

  @Override
  public void append(Bytes key, Bytes element) {
    overlay.append(key, element);
  }

  @Override
  public Optional<Bytes> nextKey(Bytes key) {
    return overlay.nextKey(key);
  }

  @Override
  public Hash256 storageRoot(StateVersion version) {
    return overlay.root(version);
  }

  @Override
  public void startTransaction() {
    overlay.startTransaction();
  }

  @Override
  public void commitTransaction() {
    overlay.commitTransaction();
  }

  @Override
  public void rollbackTransaction() {
    overlay.rollbackTransaction();
  }

  @Override
  public long storageProofSize() {
    return -1;
  }

  @Override
  public Optional<Bytes> childGet(Bytes child, Bytes key) {
    return overlay.childGet(child, key);
  }

  @Override
  public void childSet(Bytes child, Bytes key, Bytes value) {
    overlay.childSet(child, key, value);
  }

  @Override
  public void childClear(Bytes child, Bytes key) {
    overlay.childClear(child, key);
  }

  @Override
  public Optional<Bytes> childNextKey(Bytes child, Bytes key) {
    return overlay.childNextKey(child, key);
  }

  @Override
  public Cleared childClearPrefix(Bytes child, Bytes prefix, OptionalInt limit) {
    Overlay.Cleared cleared = overlay.childClearPrefix(child, prefix, limit);
    return new Cleared(cleared.count(), cleared.moreLeft());
  }

  @Override
  public Hash256 childRoot(Bytes child, StateVersion version) {
    return overlay.childRoot(child, version);
  }

  @Override
  public byte[] blake2b128(byte[] data) {
    return real.blake2b128(data);
  }

  @Override
  public byte[] blake2b256(byte[] data) {
    return real.blake2b256(data);
  }

  @Override
  public byte[] twox64(byte[] data) {
    return real.twox64(data);
  }

  @Override
  public byte[] twox128(byte[] data) {
    return real.twox128(data);
  }

  @Override
  public byte[] twox256(byte[] data) {
    return real.twox256(data);
  }

  @Override
  public byte[] keccak256(byte[] data) {
    return real.keccak256(data);
  }

  @Override
  public Optional<Bytes> runtimeVersion(Bytes code) {
    return real.runtimeVersion(code);
  }

  @Override
  public byte[] sha256(byte[] data) {
    return real.sha256(data);
  }

  @Override
  public Hash256 orderedTrieRoot(List<Bytes> values, StateVersion version) {
    return real.orderedTrieRoot(values, version);
  }

  @Override
  public boolean sr25519Verify(byte[] signature, byte[] message, byte[] publicKey) {
    return real.sr25519Verify(signature, message, publicKey);
  }

  @Override
  public boolean ed25519Verify(byte[] signature, byte[] message, byte[] publicKey) {
    return real.ed25519Verify(signature, message, publicKey);
  }

  @Override
  public Optional<Bytes> secp256k1RecoverCompressed(byte[] signature, byte[] messageHash) {
    return real.secp256k1RecoverCompressed(signature, messageHash);
  }

  @Override
  public Optional<Bytes> secp256k1Coordinates(byte[] signature, byte[] messageHash) {
    return real.secp256k1Coordinates(signature, messageHash);
  }

  @Override
  public Bytes sr25519Generate(String keyType, Optional<String> seed) {
    throw new IllegalStateException("a block under validation has no keystore");
  }

  @Override
  public Bytes ed25519Generate(String keyType, Optional<String> seed) {
    throw new IllegalStateException("a block under validation has no keystore");
  }

  @Override
  public Bytes ecdsaGenerate(String keyType, Optional<String> seed) {
    throw new IllegalStateException("a block under validation has no keystore");
  }

  @Override
  public boolean submitTransaction(Bytes extrinsic) {
    return false;
  }

  @Override
  public void offchainIndexSet(Bytes key, Bytes value) {
    // The index is the building node's own business.
  }

  @Override
  public Optional<Bytes> offchainGet(Bytes key) {
    throw new IllegalStateException("a block under validation has no off-chain index");
  }

  @Override
  public void log(LogLevel level, String target, String message) {
    real.log(level, target, message);
  }
}
