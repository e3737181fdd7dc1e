package io.braid.crypto.curve25519;

import static java.lang.Math.multiplyHigh;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;

/**
 * A number modulo p = 2^255 − 19, held in five limbs of 51 bits; mutable, so that the point
 * formulas allocate nothing.
 *
 * <p>Limbs may exceed 51 bits. "Reduced" below means every limb is less than 2^51 + 2^16, which the
 * results of {@link #multiply}, {@link #square}, {@link #subtract}, {@link #negate} and {@link
 * #carry} are. A factor of a product may have limbs up to 3·2^52: a sum of two reduced elements, or
 * one {@link #subtractLazily}, fits.
 *
 * <p>A product of limbs is split at bit 51 by {@code multiplyHigh(x << 8, y << 5)}, which is {@code
 * x·y >> 51}; the low part then comes from the wrapping product. So no 128-bit carries are needed.
 */
final class FieldElement {
  static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

  private static final long MASK = (1L << 51) - 1;

  /** The limbs of 4p, added before a subtraction so that no limb becomes negative. */
  private static final long FOUR_P_0 = (1L << 53) - 76;

  private static final long FOUR_P = (1L << 53) - 4;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final BigInteger D_VALUE =
      BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(P)).mod(P);
  private static final BigInteger SQRT_MINUS_ONE_VALUE =
      BigInteger.TWO.modPow(P.subtract(BigInteger.ONE).shiftRight(2), P);

  static final FieldElement ONE = of(BigInteger.ONE);
  static final FieldElement MINUS_ONE = of(BigInteger.ONE.negate());

  /** The curve's constant d in −x² + y² = 1 + d·x²·y². */
  static final FieldElement D = of(D_VALUE);

  static final FieldElement TWO_D = of(D_VALUE.shiftLeft(1));
  static final FieldElement SQRT_MINUS_ONE = of(SQRT_MINUS_ONE_VALUE);
  private static final FieldElement MINUS_SQRT_MINUS_ONE = of(SQRT_MINUS_ONE_VALUE.negate());

  private long l0;
  private long l1;
  private long l2;
  private long l3;
  private long l4;

  /** Zero. */
  FieldElement() {}

  static FieldElement of(BigInteger value) {
    BigInteger rest = value.mod(P);
    BigInteger mask = BigInteger.valueOf(MASK);
    FieldElement result = new FieldElement();
    result.l0 = rest.and(mask).longValue();
    result.l1 = rest.shiftRight(51).and(mask).longValue();
    result.l2 = rest.shiftRight(102).and(mask).longValue();
    result.l3 = rest.shiftRight(153).and(mask).longValue();
    result.l4 = rest.shiftRight(204).longValue();
    return result;
  }

  void set(FieldElement x) {
    l0 = x.l0;
    l1 = x.l1;
    l2 = x.l2;
    l3 = x.l3;
    l4 = x.l4;
  }

  void setSmall(long value) {
    l0 = value;
    l1 = 0;
    l2 = 0;
    l3 = 0;
    l4 = 0;
  }

  /** this = x + y, without a carry. */
  void add(FieldElement x, FieldElement y) {
    l0 = x.l0 + y.l0;
    l1 = x.l1 + y.l1;
    l2 = x.l2 + y.l2;
    l3 = x.l3 + y.l3;
    l4 = x.l4 + y.l4;
  }

  /** this = x − y without a carry: limbs of x below 2^52, of y below 2^53 − 76. */
  void subtractLazily(FieldElement x, FieldElement y) {
    l0 = x.l0 + FOUR_P_0 - y.l0;
    l1 = x.l1 + FOUR_P - y.l1;
    l2 = x.l2 + FOUR_P - y.l2;
    l3 = x.l3 + FOUR_P - y.l3;
    l4 = x.l4 + FOUR_P - y.l4;
  }

  /** this = x − y, reduced; limbs of y below 2^53 − 76. */
  void subtract(FieldElement x, FieldElement y) {
    carry(
        x.l0 + FOUR_P_0 - y.l0,
        x.l1 + FOUR_P - y.l1,
        x.l2 + FOUR_P - y.l2,
        x.l3 + FOUR_P - y.l3,
        x.l4 + FOUR_P - y.l4);
  }

  /** this = −x, reduced; limbs of x below 2^53 − 76. */
  void negate(FieldElement x) {
    carry(FOUR_P_0 - x.l0, FOUR_P - x.l1, FOUR_P - x.l2, FOUR_P - x.l3, FOUR_P - x.l4);
  }

  /** Reduces this element's own limbs. */
  void carry() {
    carry(l0, l1, l2, l3, l4);
  }

  private void carry(long r0, long r1, long r2, long r3, long r4) {
    l0 = (r0 & MASK) + 19 * (r4 >>> 51);
    l1 = (r1 & MASK) + (r0 >>> 51);
    l2 = (r2 & MASK) + (r1 >>> 51);
    l3 = (r3 & MASK) + (r2 >>> 51);
    l4 = (r4 & MASK) + (r3 >>> 51);
  }

  /** this = x·y, reduced. */
  void multiply(FieldElement x, FieldElement y) {
    long x0 = x.l0, x1 = x.l1, x2 = x.l2, x3 = x.l3, x4 = x.l4;
    long y0 = y.l0, y1 = y.l1, y2 = y.l2, y3 = y.l3, y4 = y.l4;
    long z1 = 19 * y1, z2 = 19 * y2, z3 = 19 * y3, z4 = 19 * y4;
    long xs0 = x0 << 8, xs1 = x1 << 8, xs2 = x2 << 8, xs3 = x3 << 8, xs4 = x4 << 8;
    long ys0 = y0 << 5, ys1 = y1 << 5, ys2 = y2 << 5, ys3 = y3 << 5, ys4 = y4 << 5;
    long zs1 = z1 << 5, zs2 = z2 << 5, zs3 = z3 << 5, zs4 = z4 << 5;
    long high0 =
        multiplyHigh(xs0, ys0)
            + multiplyHigh(xs1, zs4)
            + multiplyHigh(xs2, zs3)
            + multiplyHigh(xs3, zs2)
            + multiplyHigh(xs4, zs1);
    long low0 = x0 * y0 + x1 * z4 + x2 * z3 + x3 * z2 + x4 * z1 - (high0 << 51);
    long high1 =
        multiplyHigh(xs0, ys1)
            + multiplyHigh(xs1, ys0)
            + multiplyHigh(xs2, zs4)
            + multiplyHigh(xs3, zs3)
            + multiplyHigh(xs4, zs2);
    long low1 = x0 * y1 + x1 * y0 + x2 * z4 + x3 * z3 + x4 * z2 - (high1 << 51) + high0;
    long high2 =
        multiplyHigh(xs0, ys2)
            + multiplyHigh(xs1, ys1)
            + multiplyHigh(xs2, ys0)
            + multiplyHigh(xs3, zs4)
            + multiplyHigh(xs4, zs3);
    long low2 = x0 * y2 + x1 * y1 + x2 * y0 + x3 * z4 + x4 * z3 - (high2 << 51) + high1;
    long high3 =
        multiplyHigh(xs0, ys3)
            + multiplyHigh(xs1, ys2)
            + multiplyHigh(xs2, ys1)
            + multiplyHigh(xs3, ys0)
            + multiplyHigh(xs4, zs4);
    long low3 = x0 * y3 + x1 * y2 + x2 * y1 + x3 * y0 + x4 * z4 - (high3 << 51) + high2;
    long high4 =
        multiplyHigh(xs0, ys4)
            + multiplyHigh(xs1, ys3)
            + multiplyHigh(xs2, ys2)
            + multiplyHigh(xs3, ys1)
            + multiplyHigh(xs4, ys0);
    long low4 = x0 * y4 + x1 * y3 + x2 * y2 + x3 * y1 + x4 * y0 - (high4 << 51) + high3;
    carry(low0 + 19 * high4, low1, low2, low3, low4);
  }

  /** this = x², reduced. */
  void square(FieldElement x) {
    squareTimes(x, 1);
  }

  /** this = x^(2^count), reduced. */
  void squareTimes(FieldElement x, int count) {
    long x0 = x.l0, x1 = x.l1, x2 = x.l2, x3 = x.l3, x4 = x.l4;
    for (int i = 0; i < count; i++) {
      long d0 = x0 << 1, d1 = x1 << 1, d2 = x2 << 1, d3 = x3 << 1, z3 = 19 * x3, z4 = 19 * x4;
      long ds0 = x0 << 9, ds1 = x1 << 9, ds2 = x2 << 9, ds3 = x3 << 9;
      long zs3 = z3 << 5, zs4 = z4 << 5;
      long high0 = multiplyHigh(x0 << 8, x0 << 5) + multiplyHigh(ds1, zs4) + multiplyHigh(ds2, zs3);
      long low0 = x0 * x0 + d1 * z4 + d2 * z3 - (high0 << 51);
      long high1 = multiplyHigh(ds0, x1 << 5) + multiplyHigh(ds2, zs4) + multiplyHigh(x3 << 8, zs3);
      long low1 = d0 * x1 + d2 * z4 + x3 * z3 - (high1 << 51) + high0;
      long high2 =
          multiplyHigh(ds0, x2 << 5) + multiplyHigh(x1 << 8, x1 << 5) + multiplyHigh(ds3, zs4);
      long low2 = d0 * x2 + x1 * x1 + d3 * z4 - (high2 << 51) + high1;
      long high3 =
          multiplyHigh(ds0, x3 << 5) + multiplyHigh(ds1, x2 << 5) + multiplyHigh(x4 << 8, zs4);
      long low3 = d0 * x3 + d1 * x2 + x4 * z4 - (high3 << 51) + high2;
      long high4 =
          multiplyHigh(ds0, x4 << 5) + multiplyHigh(ds1, x3 << 5) + multiplyHigh(x2 << 8, x2 << 5);
      long low4 = d0 * x4 + d1 * x3 + x2 * x2 - (high4 << 51) + high3;
      low0 += 19 * high4;
      x0 = (low0 & MASK) + 19 * (low4 >>> 51);
      x1 = (low1 & MASK) + (low0 >>> 51);
      x2 = (low2 & MASK) + (low1 >>> 51);
      x3 = (low3 & MASK) + (low2 >>> 51);
      x4 = (low4 & MASK) + (low3 >>> 51);
    }
    l0 = x0;
    l1 = x1;
    l2 = x2;
    l3 = x3;
    l4 = x4;
  }

  /** this = x^(2^252 − 3), the power that square roots and inverses share. */
  void power22523(FieldElement x) {
    FieldElement t0 = new FieldElement();
    FieldElement t1 = new FieldElement();
    FieldElement t2 = new FieldElement();
    t0.square(x);
    t1.squareTimes(t0, 2);
    t1.multiply(x, t1);
    t0.multiply(t0, t1);
    t0.square(t0);
    t0.multiply(t1, t0); // 2^5 − 1
    t1.squareTimes(t0, 5);
    t0.multiply(t1, t0); // 2^10 − 1
    t1.squareTimes(t0, 10);
    t1.multiply(t1, t0); // 2^20 − 1
    t2.squareTimes(t1, 20);
    t1.multiply(t2, t1); // 2^40 − 1
    t1.squareTimes(t1, 10);
    t0.multiply(t1, t0); // 2^50 − 1
    t1.squareTimes(t0, 50);
    t1.multiply(t1, t0); // 2^100 − 1
    t2.squareTimes(t1, 100);
    t1.multiply(t2, t1); // 2^200 − 1
    t1.squareTimes(t1, 50);
    t0.multiply(t1, t0); // 2^250 − 1
    t0.squareTimes(t0, 2);
    multiply(t0, x);
  }

  /** this = 1/x, or 0 for 0: x^(p−2) = (x^(2^252−3))^8 · x^3. */
  void invert(FieldElement x) {
    FieldElement t = new FieldElement();
    FieldElement cube = new FieldElement();
    t.power22523(x);
    t.squareTimes(t, 3);
    cube.square(x);
    cube.multiply(cube, x);
    multiply(t, cube);
  }

  /**
   * this = the non-negative root of u/v if that is a square, else of √−1·u/v (RFC 9496, 4.2).
   *
   * @return −1 (all bits set) when u/v is a square, else 0
   */
  long squareRootOfRatio(FieldElement u, FieldElement v) {
    FieldElement v3 = new FieldElement();
    FieldElement root = new FieldElement();
    FieldElement check = new FieldElement();
    v3.square(v);
    v3.multiply(v3, v);
    root.square(v3);
    root.multiply(root, v);
    root.multiply(root, u);
    root.power22523(root);
    root.multiply(root, v3);
    root.multiply(root, u);
    check.square(root);
    check.multiply(check, v);
    FieldElement minusU = new FieldElement();
    minusU.negate(u);
    FieldElement minusUi = new FieldElement();
    minusUi.multiply(minusU, SQRT_MINUS_ONE);
    long correct = check.equalMask(u);
    long flipped = check.equalMask(minusU);
    long flippedI = check.equalMask(minusUi);
    setRoot(root, flipped | flippedI);
    return correct | flipped;
  }

  /**
   * this = the non-negative 1/√v if v is a square, else √(√−1/v); 0 for 0.
   *
   * @return −1 (all bits set) when v is a non-zero square, else 0
   */
  long inverseSquareRoot(FieldElement v) {
    FieldElement v3 = new FieldElement();
    FieldElement root = new FieldElement();
    FieldElement check = new FieldElement();
    v3.square(v);
    v3.multiply(v3, v);
    root.square(v3);
    root.multiply(root, v);
    root.power22523(root);
    root.multiply(root, v3);
    check.square(root);
    check.multiply(check, v);
    check.canonicalize();
    long correct = check.sameLimbs(ONE);
    long flipped = check.sameLimbs(MINUS_ONE);
    long flippedI = check.sameLimbs(MINUS_SQRT_MINUS_ONE);
    setRoot(root, flipped | flippedI);
    return correct | flipped;
  }

  private void setRoot(FieldElement root, long rotate) {
    FieldElement rotated = new FieldElement();
    rotated.multiply(root, SQRT_MINUS_ONE);
    root.select(rotated, rotate);
    set(root);
    negateIf(negativeMask());
  }

  /** this = x where mask is −1; unchanged where it is 0. */
  void select(FieldElement x, long mask) {
    l0 ^= (l0 ^ x.l0) & mask;
    l1 ^= (l1 ^ x.l1) & mask;
    l2 ^= (l2 ^ x.l2) & mask;
    l3 ^= (l3 ^ x.l3) & mask;
    l4 ^= (l4 ^ x.l4) & mask;
  }

  /** Exchanges x and y where mask is −1. */
  static void swap(FieldElement x, FieldElement y, long mask) {
    long t0 = (x.l0 ^ y.l0) & mask;
    long t1 = (x.l1 ^ y.l1) & mask;
    long t2 = (x.l2 ^ y.l2) & mask;
    long t3 = (x.l3 ^ y.l3) & mask;
    long t4 = (x.l4 ^ y.l4) & mask;
    x.l0 ^= t0;
    x.l1 ^= t1;
    x.l2 ^= t2;
    x.l3 ^= t3;
    x.l4 ^= t4;
    y.l0 ^= t0;
    y.l1 ^= t1;
    y.l2 ^= t2;
    y.l3 ^= t3;
    y.l4 ^= t4;
  }

  /** this = −this where mask is −1. */
  void negateIf(long mask) {
    FieldElement negated = new FieldElement();
    negated.negate(this);
    select(negated, mask);
  }

  /** −1 when the canonical value is odd, else 0. */
  long negativeMask() {
    FieldElement t = new FieldElement();
    t.set(this);
    t.canonicalize();
    return -(t.l0 & 1);
  }

  /** −1 when zero, else 0. */
  long zeroMask() {
    FieldElement t = new FieldElement();
    t.set(this);
    t.canonicalize();
    return zeroMask(t.l0 | t.l1 | t.l2 | t.l3 | t.l4);
  }

  /** −1 when this and x are the same number, else 0. */
  long equalMask(FieldElement x) {
    FieldElement t = new FieldElement();
    t.subtract(this, x);
    return t.zeroMask();
  }

  private long sameLimbs(FieldElement x) {
    return zeroMask((l0 ^ x.l0) | (l1 ^ x.l1) | (l2 ^ x.l2) | (l3 ^ x.l3) | (l4 ^ x.l4));
  }

  private static long zeroMask(long value) {
    return ((value | -value) >> 63) ^ -1L;
  }

  /** Makes every limb less than 2^51 and the whole less than p. */
  private void canonicalize() {
    for (int pass = 0; pass < 2; pass++) {
      l1 += l0 >>> 51;
      l0 &= MASK;
      l2 += l1 >>> 51;
      l1 &= MASK;
      l3 += l2 >>> 51;
      l2 &= MASK;
      l4 += l3 >>> 51;
      l3 &= MASK;
      l0 += 19 * (l4 >>> 51);
      l4 &= MASK;
    }
    // 1 exactly when the value is p or more: then adding 19 overflows bit 255
    long quotient = (l0 + 19) >>> 51;
    quotient = (l1 + quotient) >>> 51;
    quotient = (l2 + quotient) >>> 51;
    quotient = (l3 + quotient) >>> 51;
    quotient = (l4 + quotient) >>> 51;
    l0 += 19 * quotient;
    l1 += l0 >>> 51;
    l0 &= MASK;
    l2 += l1 >>> 51;
    l1 &= MASK;
    l3 += l2 >>> 51;
    l2 &= MASK;
    l4 += l3 >>> 51;
    l3 &= MASK;
    l4 &= MASK;
  }

  /** Writes the canonical value as 32 little-endian bytes. */
  void toBytes(byte[] out, int at) {
    FieldElement t = new FieldElement();
    t.set(this);
    t.canonicalize();
    LONGS.set(out, at, t.l0 | (t.l1 << 51));
    LONGS.set(out, at + 8, (t.l1 >>> 13) | (t.l2 << 38));
    LONGS.set(out, at + 16, (t.l2 >>> 26) | (t.l3 << 25));
    LONGS.set(out, at + 24, (t.l3 >>> 39) | (t.l4 << 12));
  }

  /** Reads 32 little-endian bytes; the top bit is ignored, values from p on are taken modulo p. */
  void fromBytes(byte[] in, int at) {
    long w0 = (long) LONGS.get(in, at);
    long w1 = (long) LONGS.get(in, at + 8);
    long w2 = (long) LONGS.get(in, at + 16);
    long w3 = (long) LONGS.get(in, at + 24);
    l0 = w0 & MASK;
    l1 = ((w0 >>> 51) | (w1 << 13)) & MASK;
    l2 = ((w1 >>> 38) | (w2 << 26)) & MASK;
    l3 = ((w2 >>> 25) | (w3 << 39)) & MASK;
    l4 = (w3 >>> 12) & MASK;
  }

  /** Whether the limbs, freshly read by {@link #fromBytes}, are below p. */
  boolean isCanonical() {
    FieldElement t = new FieldElement();
    t.set(this);
    t.canonicalize();
    return t.sameLimbs(this) != 0;
  }
}
