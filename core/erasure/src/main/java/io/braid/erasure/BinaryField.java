package io.braid.erasure;

/**
 * GF(2^16) = GF(2)[x] / (x^16 + x^5 + x^3 + x^2 + 1). An element is 16 bits, its coordinates in a
 * Cantor basis v₀ = 1, v₁, … v₁₅ with vᵢ = vᵢ₊₁² + vᵢ₊₁. Addition is exclusive or; products go
 * through logarithms to the base x.
 */
final class BinaryField {
  /** The order of the multiplicative group: logarithms count modulo this. */
  static final int ORDER = 65_535;

  private static final int REDUCTION = 0x1002D;

  /** v₀ to v₁₅ as polynomials in x. */
  private static final int[] CANTOR_BASIS = {
    1, 44234, 15374, 5694, 50562, 60718, 37196, 16402, 27800, 4312, 27250, 47360, 64952, 64308,
    65336, 39198
  };

  private static final char[] LOG = new char[65_536];

  /** Powers of x, twice over, so that a sum of two logarithms needs no reduction. */
  private static final char[] EXP = new char[2 * ORDER];

  static {
    char[] polynomialOf = new char[65_536];
    for (int i = 0; i < 16; i++) {
      for (int j = 0; j < 1 << i; j++) {
        polynomialOf[j + (1 << i)] = (char) (polynomialOf[j] ^ CANTOR_BASIS[i]);
      }
    }
    char[] elementOf = new char[65_536];
    for (int element = 0; element < 65_536; element++) {
      elementOf[polynomialOf[element]] = (char) element;
    }
    int power = 1;
    for (int i = 0; i < ORDER; i++) {
      char element = elementOf[power];
      LOG[element] = (char) i;
      EXP[i] = element;
      EXP[i + ORDER] = element;
      power <<= 1;
      if (power > 65_535) {
        power ^= REDUCTION;
      }
    }
  }

  private BinaryField() {}

  /** The logarithm of an element that is not zero, less than {@link #ORDER}. */
  static int log(int element) {
    return LOG[element];
  }

  /** element·x^logarithm. */
  static int multiplyByPower(int element, int logarithm) {
    return element == 0 ? 0 : EXP[LOG[element] + logarithm];
  }

  /** x^logarithm, of a logarithm less than {@link #ORDER}. */
  static int power(int logarithm) {
    return EXP[logarithm];
  }

  /** The logarithm of the inverse of the element with this logarithm. */
  static int inverseLog(int logarithm) {
    return (ORDER - logarithm) % ORDER;
  }

  static int multiply(int a, int b) {
    return a == 0 || b == 0 ? 0 : EXP[LOG[a] + LOG[b]];
  }

  /**
   * The products of {@code factor} with every low byte, at 0 to 255, and with every high byte, at
   * 256 to 511: an element's product is the exclusive or of two entries.
   */
  static void fillProducts(int factor, char[] products) {
    for (int half = 0; half < 2; half++) {
      int from = 256 * half;
      products[from] = 0;
      for (int bit = 0; bit < 8; bit++) {
        int product = multiply(factor, 1 << (8 * half + bit));
        for (int i = 0; i < 1 << bit; i++) {
          products[from + (1 << bit) + i] = (char) (products[from + i] ^ product);
        }
      }
    }
  }
}
