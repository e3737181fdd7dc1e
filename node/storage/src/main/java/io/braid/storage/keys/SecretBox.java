package io.braid.storage.keys;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * NaCl's {@code crypto_secretbox}: XSalsa20 and Poly1305. A box is the tag of 16 bytes and the
 * ciphertext.
 */
final class SecretBox {
  static final int NONCE_SIZE = 24;

  private static final int TAG_SIZE = 16;
  private static final int MAC_KEY_SIZE = 32;

  private final XSalsa20Engine stream = new XSalsa20Engine();
  private final byte[] macKey = new byte[MAC_KEY_SIZE];

  /**
   * @param key 32 bytes
   * @param nonce 24 bytes, never used twice with one key
   */
  SecretBox(byte[] key, byte[] nonce) {
    stream.init(true, new ParametersWithIV(new KeyParameter(key), nonce));
    stream.processBytes(new byte[MAC_KEY_SIZE], 0, MAC_KEY_SIZE, macKey, 0);
  }

  byte[] seal(byte[] message) {
    byte[] box = new byte[TAG_SIZE + message.length];
    stream.processBytes(message, 0, message.length, box, TAG_SIZE);
    System.arraycopy(tag(box), 0, box, 0, TAG_SIZE);
    return box;
  }

  /** Nothing when the key is another, or the box was changed. */
  Optional<byte[]> open(byte[] box) {
    if (box.length < TAG_SIZE || !MessageDigest.isEqual(tag(box), Arrays.copyOf(box, TAG_SIZE))) {
      return Optional.empty();
    }
    byte[] message = new byte[box.length - TAG_SIZE];
    stream.processBytes(box, TAG_SIZE, message.length, message, 0);
    return Optional.of(message);
  }

  private byte[] tag(byte[] box) {
    Poly1305 mac = new Poly1305();
    mac.init(new KeyParameter(macKey));
    mac.update(box, TAG_SIZE, box.length - TAG_SIZE);
    byte[] tag = new byte[TAG_SIZE];
    mac.doFinal(tag, 0);
    return tag;
  }
}
