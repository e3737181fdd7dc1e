package io.braid.crypto.keys;

import io.braid.crypto.hash.Blake2b;
import io.braid.primitives.Bytes;
import io.braid.scale.ScaleWriter;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * One step of a derivation path. A hard one needs the secret; below a soft one, the public key can
 * be derived as well.
 *
 * @param hard whether it was written with two slashes
 * @param chainCode 32 bytes
 */
public record Junction(boolean hard, Bytes chainCode) {
  private static final int SIZE = 32;
  private static final Pattern DECIMAL = Pattern.compile("\\+?[0-9]+");

  public Junction {
    if (chainCode.size() != SIZE) {
      throw new IllegalArgumentException(
          "expected a chain code of 32 bytes, found " + chainCode.size());
    }
  }

  /**
   * The junction of a name: a decimal number below 2^64 as 8 little-endian bytes, anything else as
   * a SCALE string; filled with zeros, or hashed with BLAKE2b-256 when longer than 32 bytes.
   */
  public static Junction of(boolean hard, String name) {
    ScaleWriter out = new ScaleWriter();
    if (isNumber(name)) {
      out.u64(Long.parseUnsignedLong(name));
    } else {
      out.string(name);
    }
    byte[] encoded = out.toArray();
    byte[] code = encoded.length > SIZE ? Blake2b.hash256(encoded) : Arrays.copyOf(encoded, SIZE);
    return new Junction(hard, Bytes.wrap(code));
  }

  private static boolean isNumber(String name) {
    if (!DECIMAL.matcher(name).matches()) {
      return false;
    }
    try {
      Long.parseUnsignedLong(name);
      return true;
    } catch (NumberFormatException e) {
      return false; // 2^64 or more
    }
  }

  /** The seed below this junction where the scheme only hashes: the tag, the seed, the code. */
  byte[] seedBelow(String tag, Bytes seed) {
    return Blake2b.hash256(new ScaleWriter().string(tag).raw(seed).raw(chainCode).toArray());
  }
}
