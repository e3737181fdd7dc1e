package io.braid.network.noise;

import io.braid.primitives.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A key and a counter (Noise, 5.1), with ChaCha20-Poly1305. */
final class CipherState {
  static final int TAG_BYTES = 16;

  private final SecretKeySpec key;
  private final Cipher cipher;
  private long nonce;

  /**
   * @param key 32 bytes
   */
  CipherState(Bytes key) {
    this.key = new SecretKeySpec(key.toArray(), "ChaCha20");
    try {
      cipher = Cipher.getInstance("ChaCha20-Poly1305");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("expected a JDK with ChaCha20-Poly1305", e);
    }
  }

  Bytes encrypt(Bytes associated, Bytes plain) {
    try {
      return apply(Cipher.ENCRYPT_MODE, associated, plain);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The plain text; nothing when it was tampered with. */
  Optional<Bytes> decrypt(Bytes associated, Bytes encrypted) {
    if (encrypted.size() < TAG_BYTES) {
      return Optional.empty();
    }
    try {
      return Optional.of(apply(Cipher.DECRYPT_MODE, associated, encrypted));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private Bytes apply(int mode, Bytes associated, Bytes input) throws GeneralSecurityException {
    byte[] iv = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN).putLong(4, nonce).array();
    cipher.init(mode, key, new IvParameterSpec(iv));
    cipher.updateAAD(associated.unsafeArray());
    Bytes output = Bytes.wrap(cipher.doFinal(input.unsafeArray()));
    nonce = Math.incrementExact(nonce);
    return output;
  }
}
