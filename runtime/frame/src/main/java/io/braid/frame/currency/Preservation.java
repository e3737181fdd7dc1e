package io.braid.frame.currency;

/** Whether an account may die by losing funds. */
public enum Preservation {
  /** It may die. */
  EXPENDABLE,
  /** It may not lose the existential deposit if that would kill it. */
  PROTECT,
  /** The existential deposit stays. */
  PRESERVE
}
