package io.braid.erasure;

/**
 * The arithmetic of the code on whole chunks. There are two, with equal results: one in plain Java,
 * and one in the lanes of the processor's vector unit.
 */
sealed interface SymbolCoder permits ScalarCoder, VectorCoder {
  /**
   * Fills in one chunk per validator.
   *
   * @param dataPoints a power of two; the data is rows of so many big-endian symbols, zeros behind
   *     its end
   * @param chunks at least {@code dataPoints}, each two bytes for every row
   */
  void encode(byte[] data, int dataPoints, byte[][] chunks);

  /**
   * Fills in the symbols of the missing data chunks. Let R vanish at the missing points and F be a
   * row's polynomial. F·R is known at every point, its degree is below the number of points, and
   * its derivative at a missing point is F·R′.
   *
   * @param chunks one for every point, an empty one where it is missing; the others are of one size
   * @param locator R at the present points and R′ at the missing ones, as logarithms
   * @param data rows of {@code dataPoints} symbols
   */
  void recoverMissing(byte[][] chunks, int[] locator, int dataPoints, byte[] data);

  /** The fastest that this machine and the JVM's options allow. */
  static SymbolCoder best() {
    boolean allowed = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    return allowed && VectorCoder.isWorthwhile() ? new VectorCoder() : new ScalarCoder();
  }
}
