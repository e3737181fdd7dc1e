package io.braid.executor.host;

import io.braid.crypto.ecdsa.EcdsaRecovery;
import io.braid.crypto.hash.Blake2b;
import io.braid.crypto.hash.Keccak;
import io.braid.crypto.hash.Sha2;
import io.braid.crypto.hash.Twox;
import io.braid.crypto.keys.KeyScheme;
import io.braid.executor.code.RuntimeBlob;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.StateVersion;
import io.braid.trie.NodeHasher;
import io.braid.trie.TrieRoot;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The host functions that need no state: hashing, signatures, log. Those that do need one trap:
 * this is the host of a parachain's validation function, which brings its state along in its input.
 * {@link StateHost} adds the state and changes nothing else.
 */
public sealed class StatelessHost implements NodeHost permits StateHost {
  /** Blake2b-256, the chain's hash. */
  public static final NodeHasher BLAKE2 = data -> Hash256.of(Blake2b.hash256(data));

  private final SignatureChecks signatures;
  private final HostKeystore keys;
  private final RuntimeLog log;

  public StatelessHost(SignatureChecks signatures, HostKeystore keys, RuntimeLog log) {
    this.signatures = signatures;
    this.keys = keys;
    this.log = log;
  }

  private static RuntimeTrap noState(String function) {
    return new RuntimeTrap("expected a call without state, found one that calls " + function);
  }

  @Override
  public Optional<Bytes> get(Bytes key) {
    throw noState("get");
  }

  @Override
  public void set(Bytes key, Bytes value) {
    throw noState("set");
  }

  @Override
  public void clear(Bytes key) {
    throw noState("clear");
  }

  @Override
  public Cleared clearPrefix(Bytes prefix, OptionalInt limit) {
    throw noState("clearPrefix");
  }

  @Override
  public void append(Bytes key, Bytes element) {
    throw noState("append");
  }

  @Override
  public Optional<Bytes> nextKey(Bytes key) {
    throw noState("nextKey");
  }

  @Override
  public Hash256 storageRoot(StateVersion version) {
    throw noState("storageRoot");
  }

  @Override
  public void startTransaction() {
    throw noState("startTransaction");
  }

  @Override
  public void commitTransaction() {
    throw noState("commitTransaction");
  }

  @Override
  public void rollbackTransaction() {
    throw noState("rollbackTransaction");
  }

  @Override
  public long storageProofSize() {
    return -1;
  }

  @Override
  public Optional<Bytes> childGet(Bytes child, Bytes key) {
    throw noState("childGet");
  }

  @Override
  public boolean childExists(Bytes child, Bytes key) {
    throw noState("childExists");
  }

  @Override
  public void childSet(Bytes child, Bytes key, Bytes value) {
    throw noState("childSet");
  }

  @Override
  public void childClear(Bytes child, Bytes key) {
    throw noState("childClear");
  }

  @Override
  public Optional<Bytes> childNextKey(Bytes child, Bytes key) {
    throw noState("childNextKey");
  }

  @Override
  public Cleared childClearPrefix(Bytes child, Bytes prefix, OptionalInt limit) {
    throw noState("childClearPrefix");
  }

  @Override
  public Hash256 childRoot(Bytes child, StateVersion version) {
    throw noState("childRoot");
  }

  @Override
  public boolean submitTransaction(Bytes extrinsic) {
    return false;
  }

  @Override
  public void offchainIndexSet(Bytes key, Bytes value) {
    throw noState("offchainIndexSet");
  }

  @Override
  public void offchainIndexClear(Bytes key) {
    throw noState("offchainIndexClear");
  }

  @Override
  public Optional<Bytes> offchainGet(Bytes key) {
    throw noState("offchainGet");
  }

  @Override
  public final byte[] blake2b128(byte[] data) {
    return Blake2b.hash128(data);
  }

  @Override
  public final byte[] blake2b256(byte[] data) {
    return Blake2b.hash256(data);
  }

  @Override
  public final byte[] twox64(byte[] data) {
    return Twox.hash64(data);
  }

  @Override
  public final byte[] twox128(byte[] data) {
    return Twox.hash128(data);
  }

  @Override
  public final byte[] twox256(byte[] data) {
    return Twox.hash256(data);
  }

  @Override
  public final byte[] keccak256(byte[] data) {
    return Keccak.hash256(data);
  }

  @Override
  public final byte[] keccak512(byte[] data) {
    return Keccak.hash512(data);
  }

  @Override
  public final Optional<Bytes> runtimeVersion(Bytes code) {
    return RuntimeBlob.version(code);
  }

  @Override
  public final byte[] sha256(byte[] data) {
    return Sha2.hash256(data);
  }

  @Override
  public final Hash256 orderedTrieRoot(List<Bytes> values, StateVersion version) {
    return TrieRoot.ordered(values, version, BLAKE2);
  }

  @Override
  public final boolean sr25519Verify(byte[] signature, byte[] message, byte[] publicKey) {
    return signatures.sr25519(signature, message, publicKey);
  }

  @Override
  public final boolean ed25519Verify(byte[] signature, byte[] message, byte[] publicKey) {
    return signatures.ed25519(signature, message, publicKey);
  }

  @Override
  public final boolean ecdsaVerify(byte[] signature, byte[] message, byte[] publicKey) {
    return signatures.ecdsa(signature, message, publicKey);
  }

  @Override
  public final boolean ecdsaVerifyPrehashed(
      byte[] signature, byte[] messageHash, byte[] publicKey) {
    return signatures.ecdsaPrehashed(signature, messageHash, publicKey);
  }

  @Override
  public final EcdsaRecovery secp256k1Recover(byte[] signature, byte[] messageHash) {
    return signatures.recover(signature, messageHash);
  }

  @Override
  public final Bytes generateKey(KeyScheme scheme, String keyType, Optional<String> seed) {
    return keys.generate(scheme, keyType, seed);
  }

  @Override
  public final List<Bytes> publicKeys(KeyScheme scheme, String keyType) {
    return keys.publicKeys(scheme, keyType);
  }

  @Override
  public final Optional<Bytes> sign(
      KeyScheme scheme, String keyType, Bytes publicKey, byte[] message) {
    return keys.sign(scheme, keyType, publicKey, message);
  }

  @Override
  public final void log(LogLevel level, String target, String message) {
    log.log(level, target, message);
  }

  @Override
  public final LogLevel maxLogLevel() {
    return log.maxLevel();
  }
}
