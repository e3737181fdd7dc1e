package io.braid.wasm.support;

/** For {@link Enum}. */
public final class EnumMethods {
  private EnumMethods() {}

  /** The distance, where TeaVM gives only its sign. */
  public static int compareTo(Enum<?> self, Enum<?> other) {
    return self.ordinal() - other.ordinal();
  }
}
