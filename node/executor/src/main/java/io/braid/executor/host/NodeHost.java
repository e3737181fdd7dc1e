package io.braid.executor.host;

import io.braid.crypto.ecdsa.EcdsaRecovery;
import io.braid.crypto.keys.KeyScheme;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.Host;
import java.util.List;
import java.util.Optional;

/**
 * All that a node offers to runtimes: besides what ours need, the host functions that other
 * people's runtimes import.
 */
public interface NodeHost extends Host {
  boolean childExists(Bytes child, Bytes key);

  byte[] keccak512(byte[] data);

  /** Over the message's Blake2b-256; {@code publicKey} is 33 bytes, compressed. */
  boolean ecdsaVerify(byte[] signature, byte[] message, byte[] publicKey);

  boolean ecdsaVerifyPrehashed(byte[] signature, byte[] messageHash, byte[] publicKey);

  EcdsaRecovery secp256k1Recover(byte[] signature, byte[] messageHash);

  Bytes generateKey(KeyScheme scheme, String keyType, Optional<String> seed);

  List<Bytes> publicKeys(KeyScheme scheme, String keyType);

  Optional<Bytes> sign(KeyScheme scheme, String keyType, Bytes publicKey, byte[] message);

  void offchainIndexClear(Bytes key);

  LogLevel maxLogLevel();

  @Override
  default Optional<Bytes> secp256k1RecoverCompressed(byte[] signature, byte[] messageHash) {
    return secp256k1Recover(signature, messageHash) instanceof EcdsaRecovery.Recovered key
        ? Optional.of(key.compressed())
        : Optional.empty();
  }

  @Override
  default Optional<Bytes> secp256k1Coordinates(byte[] signature, byte[] messageHash) {
    return secp256k1Recover(signature, messageHash) instanceof EcdsaRecovery.Recovered key
        ? Optional.of(key.coordinates())
        : Optional.empty();
  }

  @Override
  default Bytes sr25519Generate(String keyType, Optional<String> seed) {
    return generateKey(KeyScheme.SR25519, keyType, seed);
  }

  @Override
  default Bytes ed25519Generate(String keyType, Optional<String> seed) {
    return generateKey(KeyScheme.ED25519, keyType, seed);
  }

  @Override
  default Bytes ecdsaGenerate(String keyType, Optional<String> seed) {
    return generateKey(KeyScheme.ECDSA, keyType, seed);
  }
}
