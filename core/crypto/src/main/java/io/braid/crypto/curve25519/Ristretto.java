package io.braid.crypto.curve25519;

import java.math.BigInteger;
import java.util.Optional;

/**
 * The ristretto255 group (RFC 9496): elements are classes of Edwards points that differ by
 * 4-torsion, each with exactly one encoding. An element is held as any {@link EdwardsPoint} of its
 * class.
 */
public final class Ristretto {
  private static final FieldElement INV_SQRT_A_MINUS_D =
      FieldElement.of(
          new BigInteger(
              "54469307008909316920995813868745141605393597292927456921205312896311721017578"));
  private static final FieldElement SQRT_AD_MINUS_ONE =
      FieldElement.of(
          new BigInteger(
              "25063068953384623474111414158702152701244531502492656460079210482610430750235"));
  private static final FieldElement ONE_MINUS_D_SQUARED = oneMinusDSquared();
  private static final FieldElement D_MINUS_ONE_SQUARED = dMinusOneSquared();

  private Ristretto() {}

  /**
   * Reads 32 bytes (RFC 9496, 4.3.1). Empty when they are not the one encoding of an element: not
   * canonical, negative, or of no point.
   */
  public static Optional<EdwardsPoint> fromBytes(byte[] bytes, int at) {
    FieldElement s = new FieldElement();
    s.fromBytes(bytes, at);
    if ((bytes[at] & 1) != 0 || bytes[at + 31] < 0 || !s.isCanonical()) {
      return Optional.empty();
    }
    FieldElement ss = new FieldElement();
    FieldElement u1 = new FieldElement();
    FieldElement u2 = new FieldElement();
    FieldElement u2Squared = new FieldElement();
    FieldElement v = new FieldElement();
    ss.square(s);
    u1.subtract(FieldElement.ONE, ss);
    u2.add(FieldElement.ONE, ss);
    u2Squared.square(u2);
    v.square(u1);
    v.multiply(v, FieldElement.D);
    v.negate(v);
    v.subtract(v, u2Squared);
    FieldElement inverse = new FieldElement();
    FieldElement product = new FieldElement();
    product.multiply(v, u2Squared);
    long wasSquare = inverse.inverseSquareRoot(product);
    FieldElement denominatorX = new FieldElement();
    FieldElement denominatorY = new FieldElement();
    denominatorX.multiply(inverse, u2);
    denominatorY.multiply(inverse, denominatorX);
    denominatorY.multiply(denominatorY, v);
    EdwardsPoint point = new EdwardsPoint();
    point.x.add(s, s);
    point.x.multiply(point.x, denominatorX);
    point.x.negateIf(point.x.negativeMask());
    point.y.multiply(u1, denominatorY);
    point.z.setSmall(1);
    point.t.multiply(point.x, point.y);
    boolean valid = (wasSquare & ~point.t.negativeMask() & ~point.y.zeroMask()) != 0;
    return valid ? Optional.of(point) : Optional.empty();
  }

  /** The 32-byte encoding (RFC 9496, 4.3.2), in constant time. */
  public static byte[] toBytes(EdwardsPoint point) {
    FieldElement u1 = new FieldElement();
    FieldElement u2 = new FieldElement();
    FieldElement t = new FieldElement();
    u1.add(point.z, point.y);
    t.subtractLazily(point.z, point.y);
    u1.multiply(u1, t);
    u2.multiply(point.x, point.y);
    t.square(u2);
    t.multiply(t, u1);
    FieldElement inverse = new FieldElement();
    inverse.inverseSquareRoot(t);
    FieldElement d1 = new FieldElement();
    FieldElement d2 = new FieldElement();
    FieldElement zInverse = new FieldElement();
    d1.multiply(inverse, u1);
    d2.multiply(inverse, u2);
    zInverse.multiply(d1, d2);
    zInverse.multiply(zInverse, point.t);
    t.multiply(point.t, zInverse);
    long rotate = t.negativeMask();
    FieldElement x = new FieldElement();
    FieldElement y = new FieldElement();
    x.set(point.x);
    y.set(point.y);
    t.multiply(point.y, FieldElement.SQRT_MINUS_ONE);
    x.select(t, rotate);
    t.multiply(point.x, FieldElement.SQRT_MINUS_ONE);
    y.select(t, rotate);
    t.multiply(d1, INV_SQRT_A_MINUS_D);
    d2.select(t, rotate);
    t.multiply(x, zInverse);
    y.negateIf(t.negativeMask());
    t.subtractLazily(point.z, y);
    t.multiply(t, d2);
    t.negateIf(t.negativeMask());
    byte[] bytes = new byte[32];
    t.toBytes(bytes, 0);
    return bytes;
  }

  /** The element that 64 uniform bytes are hashed to (RFC 9496, 4.3.4). */
  public static EdwardsPoint fromUniformBytes(byte[] bytes) {
    return map(bytes, 0).plus(map(bytes, 32));
  }

  /** Whether the point's class is the neutral one: the four points with x·y = 0. */
  public static boolean isIdentity(EdwardsPoint point) {
    return (point.x.zeroMask() | point.y.zeroMask()) != 0;
  }

  /** The Elligator map, MAP in RFC 9496. */
  private static EdwardsPoint map(byte[] bytes, int at) {
    FieldElement t = new FieldElement();
    t.fromBytes(bytes, at);
    FieldElement r = new FieldElement();
    r.square(t);
    r.multiply(r, FieldElement.SQRT_MINUS_ONE);
    FieldElement u = new FieldElement();
    u.add(r, FieldElement.ONE);
    u.multiply(u, ONE_MINUS_D_SQUARED);
    FieldElement left = new FieldElement();
    left.multiply(r, FieldElement.D);
    left.add(left, FieldElement.ONE);
    left.negate(left);
    FieldElement right = new FieldElement();
    right.add(r, FieldElement.D);
    FieldElement v = new FieldElement();
    v.multiply(left, right);
    FieldElement s = new FieldElement();
    long wasSquare = s.squareRootOfRatio(u, v);
    FieldElement other = new FieldElement();
    other.multiply(s, t);
    other.negateIf(~other.negativeMask());
    s.select(other, ~wasSquare);
    FieldElement c = new FieldElement();
    c.set(FieldElement.MINUS_ONE);
    c.select(r, ~wasSquare);
    FieldElement n = new FieldElement();
    n.subtract(r, FieldElement.ONE);
    n.multiply(n, c);
    n.multiply(n, D_MINUS_ONE_SQUARED);
    n.subtract(n, v);
    FieldElement w0 = new FieldElement();
    FieldElement w1 = new FieldElement();
    FieldElement w2 = new FieldElement();
    FieldElement w3 = new FieldElement();
    w0.multiply(s, v);
    w0.add(w0, w0);
    w1.multiply(n, SQRT_AD_MINUS_ONE);
    FieldElement ss = new FieldElement();
    ss.square(s);
    w2.subtract(FieldElement.ONE, ss);
    w3.add(FieldElement.ONE, ss);
    EdwardsPoint point = new EdwardsPoint();
    point.x.multiply(w0, w3);
    point.y.multiply(w2, w1);
    point.z.multiply(w1, w3);
    point.t.multiply(w0, w2);
    return point;
  }

  private static FieldElement oneMinusDSquared() {
    FieldElement result = new FieldElement();
    result.square(FieldElement.D);
    result.subtract(FieldElement.ONE, result);
    return result;
  }

  private static FieldElement dMinusOneSquared() {
    FieldElement result = new FieldElement();
    result.subtract(FieldElement.D, FieldElement.ONE);
    result.square(result);
    return result;
  }
}
