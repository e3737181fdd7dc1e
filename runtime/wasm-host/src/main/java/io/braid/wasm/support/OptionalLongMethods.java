package io.braid.wasm.support;

import java.util.OptionalLong;

/** For {@link OptionalLong}. */
public final class OptionalLongMethods {
  private OptionalLongMethods() {}

  public static String toString(OptionalLong self) {
    return self.isPresent() ? "OptionalLong[" + self.getAsLong() + "]" : "OptionalLong.empty";
  }
}
