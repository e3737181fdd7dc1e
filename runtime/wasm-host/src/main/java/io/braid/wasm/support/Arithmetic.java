package io.braid.wasm.support;

/**
 * Java's meaning of operations that WebAssembly defines otherwise: its division traps where Java
 * throws (zero) and where Java wraps (the least number by −1).
 */
public final class Arithmetic {
  /** More elements than any heap here can hold; TeaVM would compute the size modulo 2^32. */
  private static final int MAX_ARRAY_LENGTH = 1 << 26;

  private Arithmetic() {}

  public static int divide(int a, int b) {
    if (b == 0) {
      throw divisionByZero();
    }
    return b == -1 ? -a : a / b;
  }

  public static int remainder(int a, int b) {
    if (b == 0) {
      throw divisionByZero();
    }
    return b == -1 ? 0 : a % b;
  }

  public static long divide(long a, long b) {
    if (b == 0) {
      throw divisionByZero();
    }
    return b == -1 ? -a : a / b;
  }

  public static long remainder(long a, long b) {
    if (b == 0) {
      throw divisionByZero();
    }
    return b == -1 ? 0 : a % b;
  }

  public static int divideUnsigned(int a, int b) {
    if (b == 0) {
      throw divisionByZero();
    }
    return Integer.divideUnsigned(a, b);
  }

  public static int remainderUnsigned(int a, int b) {
    if (b == 0) {
      throw divisionByZero();
    }
    return Integer.remainderUnsigned(a, b);
  }

  public static long divideUnsigned(long a, long b) {
    if (b == 0) {
      throw divisionByZero();
    }
    return Long.divideUnsigned(a, b);
  }

  public static long remainderUnsigned(long a, long b) {
    if (b == 0) {
      throw divisionByZero();
    }
    return Long.remainderUnsigned(a, b);
  }

  private static ArithmeticException divisionByZero() {
    return new ArithmeticException("/ by zero");
  }

  /** Checks the length of an array that is about to be made, which TeaVM does not. */
  public static int arrayLength(int length) {
    if (length < 0) {
      throw new NegativeArraySizeException(Integer.toString(length));
    }
    if (length > MAX_ARRAY_LENGTH) {
      throw new OutOfMemoryError("array of " + length + " elements");
    }
    return length;
  }
}
