package io.braid.erasure;

import java.util.Arrays;

/**
 * Evaluates and interpolates polynomials in the novel basis, many at a time. Row i of the matrix
 * holds coefficient i, or the value at the point i + shift, of every column's polynomial.
 *
 * <p>The basis polynomial Xᵢ is the product of the s_m of i's bits m, where s_m vanishes on the
 * first 2^m points and is 1 at the point 2^m. Over a Cantor basis s_m(b) is just b >> m, so the
 * factor of a butterfly is read off the index of its first point.
 */
final class AdditiveTransform {
  private final char[] products = new char[512];

  /** From values at the points 0 to size − 1 to coefficients; size is a power of two. */
  void interpolate(char[][] rows, int size, int columns) {
    for (int half = 1, level = 0; half < size; half <<= 1, level++) {
      for (int first = 0; first < size; first += 2 * half) {
        prepare(first >> level);
        for (int i = first; i < first + half; i++) {
          add(rows[i + half], rows[i], columns);
          addProduct(rows[i], rows[i + half], first >> level, columns);
        }
      }
    }
  }

  /** From coefficients to values at the points shift to shift + size − 1; size divides shift. */
  void evaluate(char[][] rows, int size, int shift, int columns) {
    int level = Integer.numberOfTrailingZeros(size) - 1;
    for (int half = size >> 1; half > 0; half >>= 1, level--) {
      for (int first = 0; first < size; first += 2 * half) {
        int factor = (first + shift) >> level;
        prepare(factor);
        for (int i = first; i < first + half; i++) {
          addProduct(rows[i], rows[i + half], factor, columns);
          add(rows[i + half], rows[i], columns);
        }
      }
    }
  }

  /**
   * The coefficients of the formal derivatives, in {@code result}: the derivative of s_m is 1, so
   * that of Xᵢ is the sum of X with one bit of i cleared, over i's bits.
   *
   * @param result the first so many, a power of two
   */
  static void derive(char[][] coefficients, char[][] result, int columns) {
    for (int i = 0; i < result.length; i++) {
      Arrays.fill(result[i], 0, columns, '\0');
      for (int bit = 1; bit < coefficients.length; bit <<= 1) {
        if ((i & bit) == 0) {
          add(result[i], coefficients[i | bit], columns);
        }
      }
    }
  }

  private void prepare(int factor) {
    if (factor != 0) {
      BinaryField.fillProducts(factor, products);
    }
  }

  private void addProduct(char[] target, char[] source, int factor, int columns) {
    if (factor == 0) {
      return;
    }
    char[] table = products;
    for (int c = 0; c < columns; c++) {
      int value = source[c];
      target[c] ^= (char) (table[value & 255] ^ table[256 + (value >> 8)]);
    }
  }

  private static void add(char[] target, char[] source, int columns) {
    for (int c = 0; c < columns; c++) {
      target[c] ^= source[c];
    }
  }
}
