package io.braid.crypto.keys;

import io.braid.crypto.NonceEntropy;
import io.braid.crypto.ecdsa.EcdsaKeyPair;
import io.braid.crypto.ed25519.Ed25519KeyPair;
import io.braid.crypto.hash.Blake2b;
import io.braid.crypto.sr25519.Sr25519KeyPair;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import java.util.Optional;

/** A secret key of one of the three schemes, able to sign. */
public sealed interface KeyPair {
  /** 32 bytes; 33 for ECDSA. */
  Bytes publicKey();

  /** 64 bytes; 65 for ECDSA, which signs the message's BLAKE2b-256. */
  Bytes sign(byte[] message, NonceEntropy entropy);

  KeyScheme scheme();

  /** The seed of the pair below a junction; empty where there is none, as below a soft one. */
  Optional<Bytes> seedBelow(Junction junction);

  /** The pair below a junction; empty when the scheme has no soft ones, or has no such secret. */
  Optional<KeyPair> derive(Junction junction);

  /** Signs without entropy: the same bytes every time. */
  default Bytes sign(byte[] message) {
    return sign(message, NonceEntropy.NONE);
  }

  /** The account that signs with this pair. */
  default AccountId accountId() {
    return accountOf(publicKey());
  }

  /** The account of a public key: the key itself, hashed when that is not 32 bytes. */
  static AccountId accountOf(Bytes publicKey) {
    return publicKey.size() == AccountId.SIZE
        ? AccountId.of(publicKey)
        : AccountId.of(Blake2b.hash256(publicKey.unsafeArray()));
  }

  /** The pair of a 32-byte seed; empty at another size, or when ECDSA has no such secret. */
  static Optional<KeyPair> fromSeed(KeyScheme scheme, byte[] seed) {
    if (seed.length != 32) {
      return Optional.empty();
    }
    return switch (scheme) {
      case SR25519 -> Optional.of(new Sr25519(Sr25519KeyPair.fromSeed(seed)));
      case ED25519 -> Optional.of(new Ed25519(Ed25519KeyPair.fromSeed(seed)));
      case ECDSA -> EcdsaKeyPair.fromSeed(seed).map(Ecdsa::new);
    };
  }

  /**
   * The pair of a secret URI that the caller knows to be valid, such as {@code //Alice}.
   *
   * @throws IllegalArgumentException when it is not; use {@link SecretUri#resolve} for what a user
   *     typed
   */
  static KeyPair of(KeyScheme scheme, String uri) {
    return switch (SecretUri.resolve(scheme, uri)) {
      case SecretUriResolved.Found(KeyPair pair, var seed) -> pair;
      case SecretUriResolved.Refused(SecretUriRefusal reason) ->
          throw new IllegalArgumentException("expected a secret URI, found one with " + reason);
    };
  }

  record Sr25519(Sr25519KeyPair pair) implements KeyPair {
    @Override
    public Bytes publicKey() {
      return pair.publicKey();
    }

    @Override
    public Bytes sign(byte[] message, NonceEntropy entropy) {
      return pair.sign(message, entropy);
    }

    @Override
    public KeyScheme scheme() {
      return KeyScheme.SR25519;
    }

    @Override
    public Optional<Bytes> seedBelow(Junction junction) {
      return junction.hard()
          ? Optional.of(Bytes.wrap(pair.deriveHardSeed(junction.chainCode().unsafeArray())))
          : Optional.empty();
    }

    @Override
    public Optional<KeyPair> derive(Junction junction) {
      byte[] chainCode = junction.chainCode().unsafeArray();
      return Optional.of(
          new Sr25519(junction.hard() ? pair.deriveHard(chainCode) : pair.deriveSoft(chainCode)));
    }
  }

  /** Signs without entropy whatever it is given, as RFC 8032 says. */
  record Ed25519(Ed25519KeyPair pair) implements KeyPair {
    @Override
    public Bytes publicKey() {
      return pair.publicKey();
    }

    @Override
    public Bytes sign(byte[] message, NonceEntropy entropy) {
      return pair.sign(message);
    }

    @Override
    public KeyScheme scheme() {
      return KeyScheme.ED25519;
    }

    @Override
    public Optional<Bytes> seedBelow(Junction junction) {
      return junction.hard()
          ? Optional.of(Bytes.wrap(junction.seedBelow("Ed25519HDKD", pair.seed())))
          : Optional.empty();
    }

    @Override
    public Optional<KeyPair> derive(Junction junction) {
      return seedBelow(junction).flatMap(seed -> KeyPair.fromSeed(scheme(), seed.unsafeArray()));
    }
  }

  /** Signs without entropy whatever it is given, as RFC 6979 says. */
  record Ecdsa(EcdsaKeyPair pair) implements KeyPair {
    @Override
    public Bytes publicKey() {
      return pair.publicKey();
    }

    @Override
    public Bytes sign(byte[] message, NonceEntropy entropy) {
      return pair.sign(message);
    }

    @Override
    public KeyScheme scheme() {
      return KeyScheme.ECDSA;
    }

    @Override
    public Optional<Bytes> seedBelow(Junction junction) {
      return junction.hard()
          ? Optional.of(Bytes.wrap(junction.seedBelow("Secp256k1HDKD", pair.seed())))
          : Optional.empty();
    }

    @Override
    public Optional<KeyPair> derive(Junction junction) {
      return seedBelow(junction).flatMap(seed -> KeyPair.fromSeed(scheme(), seed.unsafeArray()));
    }
  }
}
