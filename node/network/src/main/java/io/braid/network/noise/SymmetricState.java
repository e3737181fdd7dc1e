package io.braid.network.noise;

import io.braid.primitives.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The chaining key and the transcript's hash (Noise, 5.2), with SHA-256. */
final class SymmetricState {
  /** 32 bytes, a hash's length: it is the first hash itself. */
  private static final String NAME = "Noise_XX_25519_ChaChaPoly_SHA256";

  private Bytes chainingKey;
  private Bytes hash;
  private Optional<CipherState> cipher = Optional.empty();

  SymmetricState() {
    hash = Bytes.wrap(NAME.getBytes(StandardCharsets.US_ASCII));
    chainingKey = hash;
    mixHash(Bytes.EMPTY); // the empty prologue
  }

  void mixHash(Bytes data) {
    hash = sha256(hash, data);
  }

  void mixKey(Bytes secret) {
    Bytes[] keys = twoKeys(secret);
    chainingKey = keys[0];
    cipher = Optional.of(new CipherState(keys[1]));
  }

  Bytes encryptAndHash(Bytes plain) {
    Bytes sent = cipher.isPresent() ? cipher.get().encrypt(hash, plain) : plain;
    mixHash(sent);
    return sent;
  }

  Optional<Bytes> decryptAndHash(Bytes received) {
    Optional<Bytes> plain =
        cipher.isPresent() ? cipher.get().decrypt(hash, received) : Optional.of(received);
    mixHash(received);
    return plain;
  }

  /** The transport's keys: the initiator's first. */
  CipherState[] split() {
    Bytes[] keys = twoKeys(Bytes.EMPTY);
    return new CipherState[] {new CipherState(keys[0]), new CipherState(keys[1])};
  }

  private Bytes[] twoKeys(Bytes secret) {
    Bytes temporary = hmac(chainingKey, secret);
    Bytes first = hmac(temporary, Bytes.of((byte) 1));
    return new Bytes[] {first, hmac(temporary, Bytes.concat(first, Bytes.of((byte) 2)))};
  }

  private static Bytes hmac(Bytes key, Bytes data) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.toArray(), "HmacSHA256"));
      return Bytes.wrap(mac.doFinal(data.unsafeArray()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("expected a JDK with HMAC-SHA-256", e);
    }
  }

  private static Bytes sha256(Bytes first, Bytes second) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(first.unsafeArray());
      digest.update(second.unsafeArray());
      return Bytes.wrap(digest.digest());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("expected a JDK with SHA-256", e);
    }
  }
}
