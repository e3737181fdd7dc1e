package io.braid.trie;

/**
 * A run of half-bytes inside an array that is shared, never written: half-byte {@code i} is the
 * high half of byte {@code i / 2} when {@code i} is even.
 */
final class Nibbles {
  static final Nibbles EMPTY = new Nibbles(new byte[0], 0, 0);

  private final byte[] packed;
  private final int from;
  private final int length;

  Nibbles(byte[] packed, int from, int length) {
    this.packed = packed;
    this.from = from;
    this.length = length;
  }

  static int at(byte[] packed, int index) {
    int octet = packed[index >> 1];
    return (index & 1) == 0 ? (octet >> 4) & 15 : octet & 15;
  }

  int length() {
    return length;
  }

  int at(int index) {
    return at(packed, from + index);
  }

  Nibbles slice(int start, int end) {
    return new Nibbles(packed, from + start, end - start);
  }

  Nibbles slice(int start) {
    return slice(start, length);
  }

  /**
   * How many half-bytes this shares with {@code key} from half-byte {@code depth} of the key on.
   */
  int shared(byte[] key, int depth) {
    int max = Math.min(length, 2 * key.length - depth);
    int count = 0;
    if (((from ^ depth) & 1) == 0) {
      if ((from & 1) == 1 && max > 0) {
        if (at(0) != at(key, depth)) {
          return 0;
        }
        count = 1;
      }
      int here = (from + count) >> 1;
      int there = (depth + count) >> 1;
      while (count + 1 < max && packed[here] == key[there]) {
        here++;
        there++;
        count += 2;
      }
    }
    while (count < max && at(count) == at(key, depth + count)) {
      count++;
    }
    return count;
  }

  /** This run, then {@code slot}, then {@code tail}. */
  Nibbles joined(int slot, Nibbles tail) {
    int total = length + 1 + tail.length;
    int pad = total & 1;
    byte[] joined = new byte[(total + 1) / 2];
    for (int i = 0; i < total; i++) {
      int nibble = i < length ? at(i) : i == length ? slot : tail.at(i - length - 1);
      int place = i + pad;
      joined[place >> 1] |= (byte) ((place & 1) == 0 ? nibble << 4 : nibble);
    }
    return new Nibbles(joined, pad, total);
  }

  /** Writes the run packed, an odd one with a zero half-byte in front; returns the end. */
  int write(byte[] out, int position) {
    int i = 0;
    if ((length & 1) == 1) {
      out[position++] = (byte) at(0);
      i = 1;
    }
    int start = from + i;
    int count = (length - i) / 2;
    if ((start & 1) == 0) {
      System.arraycopy(packed, start >> 1, out, position, count);
    } else {
      for (int k = 0, p = start >> 1; k < count; k++, p++) {
        out[position + k] = (byte) (packed[p] << 4 | (packed[p + 1] >> 4) & 15);
      }
    }
    return position + count;
  }

  int packedSize() {
    return (length + 1) / 2;
  }
}
