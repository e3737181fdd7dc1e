package io.braid.network.kademlia;

import io.braid.primitives.Bytes;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;

/** How far two keys are apart: the exclusive or of their SHA-256 hashes, as a big number. */
final class Distance {
  private Distance() {}

  static Bytes between(Bytes first, Bytes second) {
    byte[] distance = sha256(first);
    byte[] other = sha256(second);
    for (int i = 0; i < distance.length; i++) {
      distance[i] ^= other[i];
    }
    return Bytes.wrap(distance);
  }

  /** The number of leading zero bits, 256 for equal keys. */
  static int commonBits(Bytes distance) {
    for (int i = 0; i < distance.size(); i++) {
      int bits = distance.get(i) & 255;
      if (bits != 0) {
        return 8 * i + Integer.numberOfLeadingZeros(bits) - 24;
      }
    }
    return 8 * distance.size();
  }

  private static byte[] sha256(Bytes input) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(input.unsafeArray());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("expected a JDK with SHA-256", e);
    }
  }
}
