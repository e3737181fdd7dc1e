package io.braid.crypto.curve25519;

import java.util.Optional;

/**
 * A point of the twisted Edwards curve −x² + y² = 1 + d·x²·y² over GF(2^255 − 19), in extended
 * coordinates (X : Y : Z : T) with x = X/Z, y = Y/Z, x·y = T/Z. A value to the outside; the
 * coordinates change only while this package builds the point.
 */
public final class EdwardsPoint {
  final FieldElement x = new FieldElement();
  final FieldElement y = new FieldElement();
  final FieldElement z = new FieldElement();
  final FieldElement t = new FieldElement();

  EdwardsPoint() {}

  public static EdwardsPoint identity() {
    EdwardsPoint point = new EdwardsPoint();
    point.y.setSmall(1);
    point.z.setSmall(1);
    return point;
  }

  /**
   * Reads 32 bytes by the rules of ZIP-215: y may be p or more, and x = 0 may carry the sign bit.
   * Empty when y belongs to no point.
   */
  public static Optional<EdwardsPoint> fromBytes(byte[] bytes, int at) {
    EdwardsPoint point = new EdwardsPoint();
    point.y.fromBytes(bytes, at);
    FieldElement u = new FieldElement();
    FieldElement v = new FieldElement();
    u.square(point.y);
    v.multiply(u, FieldElement.D);
    u.subtract(u, FieldElement.ONE);
    v.add(v, FieldElement.ONE);
    if (point.x.squareRootOfRatio(u, v) == 0) {
      return Optional.empty();
    }
    long sign = bytes[at + 31] >> 7;
    point.x.negateIf(sign);
    point.z.setSmall(1);
    point.t.multiply(point.x, point.y);
    return Optional.of(point);
  }

  /** 32 bytes: y, and the parity of x in the top bit (RFC 8032, 5.1.2). */
  public byte[] toBytes() {
    FieldElement inverse = new FieldElement();
    inverse.invert(z);
    FieldElement affine = new FieldElement();
    affine.multiply(x, inverse);
    long sign = affine.negativeMask();
    affine.multiply(y, inverse);
    byte[] bytes = new byte[32];
    affine.toBytes(bytes, 0);
    bytes[31] |= (byte) (sign & 0x80);
    return bytes;
  }

  public EdwardsPoint plus(EdwardsPoint other) {
    PointSum sum = new PointSum();
    sum.plus(this, CachedPoint.of(other));
    return extended(sum);
  }

  public EdwardsPoint minus(EdwardsPoint other) {
    PointSum sum = new PointSum();
    sum.minus(this, CachedPoint.of(other));
    return extended(sum);
  }

  /** [8]·this. */
  public EdwardsPoint timesCofactor() {
    PointSum sum = new PointSum();
    EdwardsPoint result = new EdwardsPoint();
    sum.twice(this);
    sum.toProjective(result);
    sum.twice(result);
    sum.toProjective(result);
    sum.twice(result);
    sum.toExtended(result);
    return result;
  }

  /** Whether this is the neutral element (0, 1). */
  public boolean isIdentity() {
    return (x.zeroMask() & y.equalMask(z)) != 0;
  }

  /** [scalar]·this, in time independent of the scalar. */
  public EdwardsPoint times(Scalar scalar) {
    CachedPoint[] table = CachedPoint.multiples(this, 8);
    int[] digits = signedNibbles(scalar);
    PointSum sum = new PointSum();
    CachedPoint summand = new CachedPoint();
    EdwardsPoint result = identity();
    for (int i = 63; i >= 0; i--) {
      for (int doubling = 0; doubling < 3; doubling++) {
        sum.twice(result);
        sum.toProjective(result);
      }
      sum.twice(result);
      sum.toExtended(result);
      summand.select(table, digits[i]);
      sum.plus(result, summand);
      sum.toExtended(result);
    }
    return result;
  }

  /** [scalar]·B, in time independent of the scalar. */
  public static EdwardsPoint timesBase(Scalar scalar) {
    int[] digits = signedNibbles(scalar);
    PointSum sum = new PointSum();
    EdwardsPoint result = identity();
    addBaseMultiples(result, digits, 1, sum);
    for (int doubling = 0; doubling < 3; doubling++) {
      sum.twice(result);
      sum.toProjective(result);
    }
    sum.twice(result);
    sum.toExtended(result);
    addBaseMultiples(result, digits, 0, sum);
    return result;
  }

  private static void addBaseMultiples(
      EdwardsPoint result, int[] digits, int firstDigit, PointSum sum) {
    AffinePoint summand = new AffinePoint();
    for (int i = firstDigit; i < 64; i += 2) {
      summand.select(BasePoint.ROWS[i >> 1], digits[i]);
      sum.plus(result, summand);
      sum.toExtended(result);
    }
  }

  /** 64 digits of base 16, from −8 to 8. */
  private static int[] signedNibbles(Scalar scalar) {
    int[] digits = new int[64];
    int carry = 0;
    for (int i = 0; i < 63; i++) {
      int digit = scalar.nibble(i) + carry;
      carry = (digit + 8) >> 4;
      digits[i] = digit - (carry << 4);
    }
    digits[63] = scalar.nibble(63) + carry;
    return digits;
  }

  /** [a]·this + [b]·B; variable time, for public data. */
  public EdwardsPoint timesPlusBaseVartime(Scalar a, Scalar b) {
    byte[] digitsA = new byte[256];
    byte[] digitsB = new byte[256];
    int top = Math.max(a.nonAdjacentForm(digitsA, 5), b.nonAdjacentForm(digitsB, 8));
    CachedPoint[] table = CachedPoint.oddMultiples(this, 8);
    PointSum sum = new PointSum();
    EdwardsPoint result = identity();
    for (int i = top; i >= 0; i--) {
      sum.twice(result);
      addDigit(sum, result, table, digitsA[i]);
      addBaseDigit(sum, result, digitsB[i]);
      finish(sum, result, i);
    }
    return result;
  }

  /** [a]·this + [b]·other; variable time, for public data. */
  public EdwardsPoint timesPlusVartime(Scalar a, EdwardsPoint other, Scalar b) {
    byte[] digitsA = new byte[256];
    byte[] digitsB = new byte[256];
    int top = Math.max(a.nonAdjacentForm(digitsA, 5), b.nonAdjacentForm(digitsB, 5));
    CachedPoint[] tableA = CachedPoint.oddMultiples(this, 8);
    CachedPoint[] tableB = CachedPoint.oddMultiples(other, 8);
    PointSum sum = new PointSum();
    EdwardsPoint result = identity();
    for (int i = top; i >= 0; i--) {
      sum.twice(result);
      addDigit(sum, result, tableA, digitsA[i]);
      addDigit(sum, result, tableB, digitsB[i]);
      finish(sum, result, i);
    }
    return result;
  }

  private static void finish(PointSum sum, EdwardsPoint result, int digitIndex) {
    if (digitIndex == 0) {
      sum.toExtended(result);
    } else {
      sum.toProjective(result);
    }
  }

  private static void addDigit(PointSum sum, EdwardsPoint result, CachedPoint[] table, int digit) {
    if (digit > 0) {
      sum.toExtended(result);
      sum.plus(result, table[digit >> 1]);
    } else if (digit < 0) {
      sum.toExtended(result);
      sum.minus(result, table[-digit >> 1]);
    }
  }

  private static void addBaseDigit(PointSum sum, EdwardsPoint result, int digit) {
    if (digit > 0) {
      sum.toExtended(result);
      sum.plus(result, BasePoint.ODD_MULTIPLES[digit >> 1]);
    } else if (digit < 0) {
      sum.toExtended(result);
      sum.minus(result, BasePoint.ODD_MULTIPLES[-digit >> 1]);
    }
  }

  void set(EdwardsPoint other) {
    x.set(other.x);
    y.set(other.y);
    z.set(other.z);
    t.set(other.t);
  }

  private static EdwardsPoint extended(PointSum sum) {
    EdwardsPoint result = new EdwardsPoint();
    sum.toExtended(result);
    return result;
  }
}
