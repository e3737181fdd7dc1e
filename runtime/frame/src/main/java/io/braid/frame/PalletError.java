package io.braid.frame;

/** A named reason to refuse: what a pallet's {@code Error} enum implements. */
public interface PalletError {
  /** The constant's name. */
  String name();
}
