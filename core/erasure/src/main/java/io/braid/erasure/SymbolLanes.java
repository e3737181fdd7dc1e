package io.braid.erasure;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Arithmetic on groups of {@value #LANES} symbols, in 256-bit vectors. A group is {@value
 * #GROUP_BYTES} bytes: the symbols' low bytes, then their high bytes.
 *
 * <p>A product with a constant is the exclusive or of four table entries, one for each four bits of
 * the symbol; a table is a vector, and a look-up a permutation of it. 256 bits, also where the
 * processor has 512: there the permutation of bytes is an extension of its own, which the Vector
 * API does not tell, and without which it is many times slower.
 *
 * <p>The methods are small and take arrays: past its limits of inlining the compiler keeps vectors
 * on the heap.
 */
final class SymbolLanes {
  static final int LANES = 32;
  static final int GROUP_BYTES = 2 * LANES;

  /**
   * Of one constant's tables: for bits 0 to 3 of the symbol the products' low bytes, then their
   * high bytes; then for bits 4 to 7, 8 to 11, 12 to 15. Each is 16 entries, twice.
   */
  static final int TABLE_BYTES = 8 * LANES;

  private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_256;
  private static final VectorSpecies<Byte> HALF = ByteVector.SPECIES_128;
  private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_256;
  private static final byte NIBBLE = 15;

  private SymbolLanes() {}

  static void fillTable(int factor, byte[] tables, int at) {
    for (int nibble = 0; nibble < 4; nibble++) {
      int low = at + 2 * nibble * LANES;
      int high = low + LANES;
      for (int bit = 0; bit < 4; bit++) {
        int product = BinaryField.multiply(factor, 1 << (4 * nibble + bit));
        int half = 1 << bit;
        for (int i = 0; i < half; i++) {
          tables[low + half + i] = (byte) (tables[low + i] ^ product);
          tables[high + half + i] = (byte) (tables[high + i] ^ (product >> 8));
        }
      }
      System.arraycopy(tables, low, tables, low + 16, 16);
      System.arraycopy(tables, high, tables, high + 16, 16);
    }
  }

  /**
   * Of {@code count} pairs of groups, x from {@code at} and y from {@code at + count·GROUP_BYTES}:
   * adds x to y, then y's product to x.
   */
  static void interpolate(byte[] groups, int at, int count, byte[] tables, int table) {
    ByteVector l0 = ByteVector.fromArray(BYTES, tables, table);
    ByteVector h0 = ByteVector.fromArray(BYTES, tables, table + LANES);
    ByteVector l1 = ByteVector.fromArray(BYTES, tables, table + 2 * LANES);
    ByteVector h1 = ByteVector.fromArray(BYTES, tables, table + 3 * LANES);
    ByteVector l2 = ByteVector.fromArray(BYTES, tables, table + 4 * LANES);
    ByteVector h2 = ByteVector.fromArray(BYTES, tables, table + 5 * LANES);
    ByteVector l3 = ByteVector.fromArray(BYTES, tables, table + 6 * LANES);
    ByteVector h3 = ByteVector.fromArray(BYTES, tables, table + 7 * LANES);
    int distance = count * GROUP_BYTES;
    for (int x = at; x < at + distance; x += GROUP_BYTES) {
      ByteVector xLow = ByteVector.fromArray(BYTES, groups, x);
      ByteVector xHigh = ByteVector.fromArray(BYTES, groups, x + LANES);
      ByteVector low = xor(ByteVector.fromArray(BYTES, groups, x + distance), xLow);
      ByteVector high = xor(ByteVector.fromArray(BYTES, groups, x + distance + LANES), xHigh);
      low.intoArray(groups, x + distance);
      high.intoArray(groups, x + distance + LANES);
      ByteVector n0 = low.and(NIBBLE);
      ByteVector n1 = upper(low);
      ByteVector n2 = high.and(NIBBLE);
      ByteVector n3 = upper(high);
      xor(xLow, sum(n0.selectFrom(l0), n1.selectFrom(l1), n2.selectFrom(l2), n3.selectFrom(l3)))
          .intoArray(groups, x);
      xor(xHigh, sum(n0.selectFrom(h0), n1.selectFrom(h1), n2.selectFrom(h2), n3.selectFrom(h3)))
          .intoArray(groups, x + LANES);
    }
  }

  /** As {@link #interpolate}, the other way: adds y's product to x, then x to y. */
  static void evaluate(byte[] groups, int at, int count, byte[] tables, int table) {
    ByteVector l0 = ByteVector.fromArray(BYTES, tables, table);
    ByteVector h0 = ByteVector.fromArray(BYTES, tables, table + LANES);
    ByteVector l1 = ByteVector.fromArray(BYTES, tables, table + 2 * LANES);
    ByteVector h1 = ByteVector.fromArray(BYTES, tables, table + 3 * LANES);
    ByteVector l2 = ByteVector.fromArray(BYTES, tables, table + 4 * LANES);
    ByteVector h2 = ByteVector.fromArray(BYTES, tables, table + 5 * LANES);
    ByteVector l3 = ByteVector.fromArray(BYTES, tables, table + 6 * LANES);
    ByteVector h3 = ByteVector.fromArray(BYTES, tables, table + 7 * LANES);
    int distance = count * GROUP_BYTES;
    for (int x = at; x < at + distance; x += GROUP_BYTES) {
      ByteVector low = ByteVector.fromArray(BYTES, groups, x + distance);
      ByteVector high = ByteVector.fromArray(BYTES, groups, x + distance + LANES);
      ByteVector n0 = low.and(NIBBLE);
      ByteVector n1 = upper(low);
      ByteVector n2 = high.and(NIBBLE);
      ByteVector n3 = upper(high);
      ByteVector xLow =
          xor(
              ByteVector.fromArray(BYTES, groups, x),
              sum(n0.selectFrom(l0), n1.selectFrom(l1), n2.selectFrom(l2), n3.selectFrom(l3)));
      ByteVector xHigh =
          xor(
              ByteVector.fromArray(BYTES, groups, x + LANES),
              sum(n0.selectFrom(h0), n1.selectFrom(h1), n2.selectFrom(h2), n3.selectFrom(h3)));
      xLow.intoArray(groups, x);
      xHigh.intoArray(groups, x + LANES);
      xor(low, xLow).intoArray(groups, x + distance);
      xor(high, xHigh).intoArray(groups, x + distance + LANES);
    }
  }

  /** Replaces a group by its product with the table's constant. */
  static void multiply(byte[] groups, int at, byte[] tables, int table) {
    ByteVector low = ByteVector.fromArray(BYTES, groups, at);
    ByteVector high = ByteVector.fromArray(BYTES, groups, at + LANES);
    ByteVector n0 = low.and(NIBBLE);
    ByteVector n1 = upper(low);
    ByteVector n2 = high.and(NIBBLE);
    ByteVector n3 = upper(high);
    look(n0, n1, n2, n3, tables, table).intoArray(groups, at);
    look(n0, n1, n2, n3, tables, table + LANES).intoArray(groups, at + LANES);
  }

  private static ByteVector look(
      ByteVector n0, ByteVector n1, ByteVector n2, ByteVector n3, byte[] tables, int table) {
    return sum(
        n0.selectFrom(ByteVector.fromArray(BYTES, tables, table)),
        n1.selectFrom(ByteVector.fromArray(BYTES, tables, table + 2 * LANES)),
        n2.selectFrom(ByteVector.fromArray(BYTES, tables, table + 4 * LANES)),
        n3.selectFrom(ByteVector.fromArray(BYTES, tables, table + 6 * LANES)));
  }

  /** Adds bytes [from, from + size) of {@code source} to those at {@code at}; whole vectors. */
  static void add(byte[] target, int at, byte[] source, int from, int size) {
    for (int i = 0; i < size; i += LANES) {
      xor(
              ByteVector.fromArray(BYTES, target, at + i),
              ByteVector.fromArray(BYTES, source, from + i))
          .intoArray(target, at + i);
    }
  }

  /** Writes a group as big-endian symbols, {@value #GROUP_BYTES} bytes. */
  static void join(byte[] groups, int at, byte[] symbols, int to) {
    for (int half = 0; half < LANES; half += LANES / 2) {
      ShortVector low = widen(groups, at + half);
      ShortVector high = widen(groups, at + LANES + half);
      low.lanewise(VectorOperators.LSHL, 8)
          .or(high)
          .reinterpretAsBytes()
          .intoArray(symbols, to + 2 * half);
    }
  }

  /** Reads a group from big-endian symbols. */
  static void split(byte[] symbols, int from, byte[] groups, int at) {
    for (int half = 0; half < LANES; half += LANES / 2) {
      ShortVector both =
          ByteVector.fromArray(BYTES, symbols, from + 2 * half).reinterpretAsShorts();
      narrow(both, groups, at + LANES + half);
      narrow(both.lanewise(VectorOperators.LSHR, 8), groups, at + half);
    }
  }

  private static ShortVector widen(byte[] from, int at) {
    return (ShortVector)
        ByteVector.fromArray(HALF, from, at)
            .convertShape(VectorOperators.ZERO_EXTEND_B2S, SHORTS, 0);
  }

  private static void narrow(ShortVector shorts, byte[] to, int at) {
    ((ByteVector) shorts.convertShape(VectorOperators.S2B, HALF, 0)).intoArray(to, at);
  }

  private static ByteVector xor(ByteVector a, ByteVector b) {
    return a.lanewise(VectorOperators.XOR, b);
  }

  private static ByteVector sum(ByteVector a, ByteVector b, ByteVector c, ByteVector d) {
    return xor(xor(a, b), xor(c, d));
  }

  /** Bits 4 to 7 of each byte; by way of shorts, as there is no shift of bytes on x86. */
  private static ByteVector upper(ByteVector bytes) {
    return bytes
        .reinterpretAsShorts()
        .lanewise(VectorOperators.LSHR, 4)
        .reinterpretAsBytes()
        .and(NIBBLE);
  }
}
