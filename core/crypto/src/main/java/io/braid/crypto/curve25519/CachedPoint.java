package io.braid.crypto.curve25519;

/**
 * A point prepared to be the second summand: (Y+X, Y−X, 2Z, 2d·T) for a projective one. Tables of
 * multiples hold these.
 */
final class CachedPoint {
  final FieldElement yPlusX = new FieldElement();
  final FieldElement yMinusX = new FieldElement();
  final FieldElement twoZ = new FieldElement();
  final FieldElement twoDT = new FieldElement();

  static CachedPoint of(EdwardsPoint point) {
    CachedPoint result = new CachedPoint();
    result.set(point);
    return result;
  }

  void set(EdwardsPoint point) {
    yPlusX.add(point.y, point.x);
    yMinusX.subtract(point.y, point.x);
    twoZ.add(point.z, point.z);
    twoDT.multiply(point.t, FieldElement.TWO_D);
  }

  /** [1]P, [3]P, … [2·count − 1]P. */
  static CachedPoint[] oddMultiples(EdwardsPoint point, int count) {
    PointSum sum = new PointSum();
    EdwardsPoint step = new EdwardsPoint();
    sum.twice(point);
    sum.toExtended(step);
    return sums(point, CachedPoint.of(step), count);
  }

  /** [1]P, [2]P, … [count]P. */
  static CachedPoint[] multiples(EdwardsPoint point, int count) {
    return sums(point, CachedPoint.of(point), count);
  }

  private static CachedPoint[] sums(EdwardsPoint first, CachedPoint step, int count) {
    CachedPoint[] table = new CachedPoint[count];
    PointSum sum = new PointSum();
    EdwardsPoint current = new EdwardsPoint();
    current.set(first);
    for (int i = 0; i < count; i++) {
      table[i] = CachedPoint.of(current);
      sum.plus(current, step);
      sum.toExtended(current);
    }
    return table;
  }

  /**
   * this = [digit]P for a digit from −8 to 8, where the table holds [1]P to [8]P: reads every
   * entry, whatever the digit.
   */
  void select(CachedPoint[] table, int digit) {
    long sign = digit >> 31;
    int absolute = (int) ((digit ^ sign) - sign);
    yPlusX.setSmall(1);
    yMinusX.setSmall(1);
    twoZ.setSmall(2);
    twoDT.setSmall(0);
    for (int i = 0; i < 8; i++) {
      long mask = (long) ((absolute ^ (i + 1)) - 1) >> 63;
      yPlusX.select(table[i].yPlusX, mask);
      yMinusX.select(table[i].yMinusX, mask);
      twoZ.select(table[i].twoZ, mask);
      twoDT.select(table[i].twoDT, mask);
    }
    FieldElement.swap(yPlusX, yMinusX, sign);
    twoDT.negateIf(sign);
  }
}
