package io.braid.consensus.keys;

import io.braid.consensus.ports.Keystore;
import io.braid.crypto.NonceEntropy;
import io.braid.crypto.ecdsa.EcdsaKeyPair;
import io.braid.crypto.keys.KeyPair;
import io.braid.crypto.keys.KeyScheme;
import io.braid.crypto.merlin.Transcript;
import io.braid.crypto.sr25519.Sr25519KeyPair;
import io.braid.crypto.sr25519.Sr25519Vrf;
import io.braid.crypto.sr25519.VrfInOut;
import io.braid.crypto.sr25519.VrfSignature;
import io.braid.primitives.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Session keys that live as long as the process. Safe for use by several threads, so that runtimes
 * may be called beside the node's thread.
 */
public final class MemoryKeystore implements Keystore {
  private record Id(KeyScheme scheme, String keyType, Bytes publicKey) {}

  private final Map<Id, KeyPair> pairs = new LinkedHashMap<>();
  private final NonceEntropy entropy;

  /**
   * @param entropy for nonces and for keys without a seed: cryptographic in production, seeded in a
   *     simulation
   */
  public MemoryKeystore(NonceEntropy entropy) {
    this.entropy = entropy;
  }

  /** Keeps a key, for sessions of the given type. */
  public synchronized MemoryKeystore with(String keyType, KeyPair pair) {
    pairs.put(new Id(pair.scheme(), keyType, pair.publicKey()), pair);
    return this;
  }

  private synchronized Optional<KeyPair> find(KeyScheme scheme, String keyType, Bytes publicKey) {
    return Optional.ofNullable(pairs.get(new Id(scheme, keyType, publicKey)));
  }

  @Override
  public Bytes generate(KeyScheme scheme, String keyType, Optional<String> seed) {
    KeyPair pair = seed.map(uri -> KeyPair.of(scheme, uri)).orElseGet(() -> random(scheme));
    with(keyType, pair);
    return pair.publicKey();
  }

  private KeyPair random(KeyScheme scheme) {
    byte[] seed = new byte[32];
    entropy.fill(seed);
    return KeyPair.fromSeed(scheme, seed)
        .orElseThrow(() -> new IllegalStateException("expected entropy that makes a secret key"));
  }

  @Override
  public synchronized List<Bytes> publicKeys(KeyScheme scheme, String keyType) {
    List<Bytes> found = new ArrayList<>();
    for (Id id : pairs.keySet()) {
      if (id.scheme == scheme && id.keyType.equals(keyType)) {
        found.add(id.publicKey);
      }
    }
    return found;
  }

  @Override
  public Optional<Bytes> sign(KeyScheme scheme, String keyType, Bytes publicKey, byte[] message) {
    return find(scheme, keyType, publicKey).map(pair -> pair.sign(message, entropy));
  }

  @Override
  public Optional<Bytes> signPrehashed(String keyType, Bytes publicKey, byte[] hash) {
    return find(KeyScheme.ECDSA, keyType, publicKey)
        .flatMap(pair ->
            pair instanceof KeyPair.Ecdsa(EcdsaKeyPair secret)
                ? Optional.of(secret.signPrehashed(hash))
                : Optional.empty());
  }

  @Override
  public Optional<VrfInOut> vrfEvaluate(String keyType, Bytes publicKey, Transcript input) {
    return sr25519(keyType, publicKey).map(pair -> Sr25519Vrf.evaluate(pair, input));
  }

  @Override
  public Optional<VrfSignature> vrfSign(
      String keyType, Bytes publicKey, Transcript input, Transcript extra) {
    return sr25519(keyType, publicKey).map(pair -> Sr25519Vrf.sign(pair, input, extra, entropy));
  }

  private Optional<Sr25519KeyPair> sr25519(String keyType, Bytes publicKey) {
    return find(KeyScheme.SR25519, keyType, publicKey)
        .flatMap(pair ->
            pair instanceof KeyPair.Sr25519(Sr25519KeyPair secret)
                ? Optional.of(secret)
                : Optional.empty());
  }
}
