package io.braid.wasm.support;

import java.util.Optional;

/** For {@link Optional}. */
public final class OptionalMethods {
  private OptionalMethods() {}

  public static String toString(Optional<?> self) {
    return self.isPresent() ? "Optional[" + self.get() + "]" : "Optional.empty";
  }
}
