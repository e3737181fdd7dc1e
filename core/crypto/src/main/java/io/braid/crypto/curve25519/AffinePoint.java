package io.braid.crypto.curve25519;

/** A point with Z = 1 prepared to be the second summand: (y+x, y−x, 2d·x·y). */
final class AffinePoint {
  final FieldElement yPlusX = new FieldElement();
  final FieldElement yMinusX = new FieldElement();
  final FieldElement twoDXY = new FieldElement();

  static AffinePoint of(EdwardsPoint point) {
    FieldElement inverse = new FieldElement();
    inverse.invert(point.z);
    FieldElement x = new FieldElement();
    x.multiply(point.x, inverse);
    FieldElement y = new FieldElement();
    y.multiply(point.y, inverse);
    AffinePoint result = new AffinePoint();
    result.yPlusX.add(y, x);
    result.yPlusX.carry();
    result.yMinusX.subtract(y, x);
    result.twoDXY.multiply(x, y);
    result.twoDXY.multiply(result.twoDXY, FieldElement.TWO_D);
    return result;
  }

  /** As {@link CachedPoint#select}. */
  void select(AffinePoint[] table, int digit) {
    long sign = digit >> 31;
    int absolute = (int) ((digit ^ sign) - sign);
    yPlusX.setSmall(1);
    yMinusX.setSmall(1);
    twoDXY.setSmall(0);
    for (int i = 0; i < 8; i++) {
      long mask = (long) ((absolute ^ (i + 1)) - 1) >> 63;
      yPlusX.select(table[i].yPlusX, mask);
      yMinusX.select(table[i].yMinusX, mask);
      twoDXY.select(table[i].twoDXY, mask);
    }
    FieldElement.swap(yPlusX, yMinusX, sign);
    twoDXY.negateIf(sign);
  }
}
