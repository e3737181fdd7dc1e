package io.braid.crypto.curve25519;

/**
 * The result of a doubling or an addition before its last products: (E, F, G, H), which stands for
 * X = E·F, Y = G·H, Z = F·G, T = E·H. A doubling does not need T, so the caller chooses how much to
 * multiply out. Scratch space included; reused across a whole scalar multiplication.
 */
final class PointSum {
  private final FieldElement e = new FieldElement();
  private final FieldElement f = new FieldElement();
  private final FieldElement g = new FieldElement();
  private final FieldElement h = new FieldElement();
  private final FieldElement a = new FieldElement();
  private final FieldElement b = new FieldElement();
  private final FieldElement c = new FieldElement();
  private final FieldElement d = new FieldElement();

  /** this = 2·p; reads X, Y, Z only. */
  void twice(EdwardsPoint p) {
    a.square(p.x);
    b.square(p.y);
    c.square(p.z);
    c.add(c, c);
    d.add(p.x, p.y);
    d.square(d);
    h.add(a, b);
    g.subtract(a, b);
    e.subtract(h, d);
    f.add(c, g);
  }

  /** this = p + q. */
  void plus(EdwardsPoint p, CachedPoint q) {
    a.subtractLazily(p.y, p.x);
    b.add(p.y, p.x);
    a.multiply(a, q.yMinusX);
    b.multiply(b, q.yPlusX);
    c.multiply(p.t, q.twoDT);
    d.multiply(p.z, q.twoZ);
    finishPlus();
  }

  /** this = p − q. */
  void minus(EdwardsPoint p, CachedPoint q) {
    a.subtractLazily(p.y, p.x);
    b.add(p.y, p.x);
    a.multiply(a, q.yPlusX);
    b.multiply(b, q.yMinusX);
    c.multiply(p.t, q.twoDT);
    d.multiply(p.z, q.twoZ);
    finishMinus();
  }

  /** this = p + q. */
  void plus(EdwardsPoint p, AffinePoint q) {
    a.subtractLazily(p.y, p.x);
    b.add(p.y, p.x);
    a.multiply(a, q.yMinusX);
    b.multiply(b, q.yPlusX);
    c.multiply(p.t, q.twoDXY);
    d.add(p.z, p.z);
    finishPlus();
  }

  /** this = p − q. */
  void minus(EdwardsPoint p, AffinePoint q) {
    a.subtractLazily(p.y, p.x);
    b.add(p.y, p.x);
    a.multiply(a, q.yPlusX);
    b.multiply(b, q.yMinusX);
    c.multiply(p.t, q.twoDXY);
    d.add(p.z, p.z);
    finishMinus();
  }

  private void finishPlus() {
    e.subtract(b, a);
    h.add(b, a);
    f.subtract(d, c);
    g.add(d, c);
  }

  private void finishMinus() {
    e.subtract(b, a);
    h.add(b, a);
    f.add(d, c);
    g.subtract(d, c);
  }

  /** Sets X, Y, Z of r, enough for a doubling; T becomes stale. */
  void toProjective(EdwardsPoint r) {
    r.x.multiply(e, f);
    r.y.multiply(g, h);
    r.z.multiply(f, g);
  }

  void toExtended(EdwardsPoint r) {
    toProjective(r);
    r.t.multiply(e, h);
  }
}
