package io.braid.crypto.bip39;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.braid.crypto.hash.Sha2;
import io.braid.primitives.Bytes;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * 16 to 32 bytes of entropy, written as 12 to 24 words. A word is 11 bits; the last bits are the
 * start of the entropy's SHA-256.
 *
 * @param entropy 16, 20, 24, 28 or 32 bytes
 */
public record Mnemonic(Bytes entropy) {
  private static final int BITS_PER_WORD = 11;
  private static final int ROUNDS = 2048;
  private static final int MINI_SECRET_SIZE = 32;

  public Mnemonic {
    int size = entropy.size();
    if (size < 16 || size > 32 || size % 4 != 0) {
      throw new IllegalArgumentException(
          "expected 16, 20, 24, 28 or 32 bytes of entropy, found " + size);
    }
  }

  /** Reads words separated by white space. */
  public static MnemonicParsed parse(String phrase) {
    List<String> words =
        Arrays.stream(phrase.split("\\s+", -1)).filter(word -> !word.isEmpty()).toList();
    if (words.size() < 12 || words.size() > 24 || words.size() % 3 != 0) {
      return refused(new MnemonicRefusal.WrongWordCount(words.size()));
    }
    byte[] bits = new byte[(words.size() * BITS_PER_WORD + 7) / 8];
    for (int i = 0; i < words.size(); i++) {
      int index = WordList.index(words.get(i));
      if (index < 0) {
        return refused(new MnemonicRefusal.UnknownWord(i));
      }
      writeWord(bits, i, index);
    }
    int entropySize = words.size() / 3 * 4;
    Mnemonic mnemonic = new Mnemonic(Bytes.wrap(Arrays.copyOf(bits, entropySize)));
    return Arrays.equals(bits, mnemonic.bits())
        ? new MnemonicParsed.Valid(mnemonic)
        : refused(new MnemonicRefusal.WrongChecksum());
  }

  /** The words, separated by single spaces. */
  public String phrase() {
    byte[] bits = bits();
    List<String> words = new ArrayList<>();
    for (int i = 0; i < entropy.size() / 4 * 3; i++) {
      words.add(WordList.word(readWord(bits, i)));
    }
    return String.join(" ", words);
  }

  /**
   * Substrate's mini-secret: 32 bytes, the seed of a key pair of any scheme. Unlike in BIP-39, the
   * password is not normalised.
   */
  public byte[] miniSecret(String password) {
    String salt = "mnemonic" + password;
    try {
      Mac mac = Mac.getInstance("HmacSHA512");
      mac.init(new SecretKeySpec(entropy.unsafeArray(), "HmacSHA512"));
      mac.update(salt.getBytes(UTF_8));
      mac.update(new byte[] {0, 0, 0, 1}); // PBKDF2's first block; 64 bytes are enough
      byte[] link = mac.doFinal();
      byte[] sum = link.clone();
      for (int round = 1; round < ROUNDS; round++) {
        link = mac.doFinal(link);
        for (int i = 0; i < sum.length; i++) {
          sum[i] ^= link[i];
        }
      }
      return Arrays.copyOf(sum, MINI_SECRET_SIZE);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA512", e);
    }
  }

  /** The entropy and its checksum, one bit per 32 bits of entropy, filled up with zeros. */
  private byte[] bits() {
    int checksumBits = entropy.size() / 4;
    byte[] bits = Arrays.copyOf(entropy.unsafeArray(), entropy.size() + 1);
    byte checksum = Sha2.hash256(entropy.unsafeArray())[0];
    bits[entropy.size()] = (byte) (checksum & 0xff << (8 - checksumBits));
    return bits;
  }

  private static int readWord(byte[] bits, int word) {
    int index = 0;
    for (int bit = word * BITS_PER_WORD; bit < (word + 1) * BITS_PER_WORD; bit++) {
      index = index << 1 | bits[bit >> 3] >> (7 - (bit & 7)) & 1;
    }
    return index;
  }

  private static void writeWord(byte[] bits, int word, int index) {
    for (int i = 0; i < BITS_PER_WORD; i++) {
      int bit = word * BITS_PER_WORD + i;
      bits[bit >> 3] |= (byte) ((index >> (BITS_PER_WORD - 1 - i) & 1) << (7 - (bit & 7)));
    }
  }

  private static MnemonicParsed refused(MnemonicRefusal reason) {
    return new MnemonicParsed.Refused(reason);
  }

  /** Never the entropy. */
  @Override
  public String toString() {
    return "Mnemonic[" + entropy.size() / 4 * 3 + " words]";
  }
}
