package io.braid.wasm.support;

import java.util.OptionalInt;

/** For {@link OptionalInt}. */
public final class OptionalIntMethods {
  private OptionalIntMethods() {}

  public static String toString(OptionalInt self) {
    return self.isPresent() ? "OptionalInt[" + self.getAsInt() + "]" : "OptionalInt.empty";
  }
}
