package io.braid.crypto.curve25519;

import java.math.BigInteger;

/** The base point B of RFC 8032, 5.1, and tables of its multiples, computed once. */
final class BasePoint {
  static final EdwardsPoint POINT = point();

  /** [1]B, [3]B, … [127]B, for public scalars. */
  static final AffinePoint[] ODD_MULTIPLES = oddMultiples();

  /** Row i holds [1]·256^i·B to [8]·256^i·B, for secret scalars. */
  static final AffinePoint[][] ROWS = rows();

  private BasePoint() {}

  private static EdwardsPoint point() {
    EdwardsPoint base = new EdwardsPoint();
    base.x.set(
        FieldElement.of(
            new BigInteger(
                "15112221349535400772501151409588531511454012693041857206046113283949847762202")));
    base.y.set(
        FieldElement.of(
            BigInteger.valueOf(4).multiply(BigInteger.valueOf(5).modInverse(FieldElement.P))));
    base.z.setSmall(1);
    base.t.multiply(base.x, base.y);
    return base;
  }

  private static AffinePoint[] oddMultiples() {
    AffinePoint[] table = new AffinePoint[64];
    EdwardsPoint step = POINT.plus(POINT);
    EdwardsPoint current = POINT;
    for (int i = 0; i < table.length; i++) {
      table[i] = AffinePoint.of(current);
      current = current.plus(step);
    }
    return table;
  }

  private static AffinePoint[][] rows() {
    AffinePoint[][] rows = new AffinePoint[32][8];
    EdwardsPoint first = POINT;
    for (AffinePoint[] row : rows) {
      EdwardsPoint current = first;
      for (int j = 0; j < row.length; j++) {
        row[j] = AffinePoint.of(current);
        current = current.plus(first);
      }
      for (int doubling = 0; doubling < 8; doubling++) {
        first = first.plus(first);
      }
    }
    return rows;
  }
}
