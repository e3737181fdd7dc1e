package io.braid.crypto.curve25519;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Field and scalar arithmetic against BigInteger, with the extremes that carries stumble over. */
class FieldAndScalarPropertyTest {
  private static final long SEED = 25519;
  private static final BigInteger P = FieldElement.P;
  private static final BigInteger L =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  @Test
  void fieldArithmeticEqualsBigInteger() {
    Random random = new Random(SEED);
    for (int round = 0; round < 20_000; round++) {
      BigInteger a = extreme(random, 255, P);
      BigInteger b = extreme(random, 255, P);
      FieldElement x = FieldElement.of(a);
      FieldElement y = FieldElement.of(b);
      FieldElement result = new FieldElement();
      String context = "seed " + SEED + ", round " + round;
      result.multiply(x, y);
      assertThat(value(result)).as(context).isEqualTo(a.multiply(b).mod(P));
      result.square(x);
      assertThat(value(result)).as(context).isEqualTo(a.multiply(a).mod(P));
      result.subtract(x, y);
      assertThat(value(result)).as(context).isEqualTo(a.subtract(b).mod(P));
      result.negate(x);
      assertThat(value(result)).as(context).isEqualTo(a.negate().mod(P));
      // the largest factors that the formulas make: a lazy difference of sums, twice
      result.add(x, y);
      FieldElement lazy = new FieldElement();
      lazy.subtractLazily(result, x);
      result.multiply(lazy, lazy);
      assertThat(value(result)).as(context).isEqualTo(b.multiply(b).mod(P));
    }
  }

  @Test
  void inversesAndRootsAreWhatTheySay() {
    Random random = new Random(SEED);
    BigInteger i = BigInteger.TWO.modPow(P.subtract(BigInteger.ONE).shiftRight(2), P);
    for (int round = 0; round < 300; round++) {
      String context = "seed " + SEED + ", round " + round;
      BigInteger u = new BigInteger(255, random).mod(P);
      BigInteger v = new BigInteger(255, random).mod(P).max(BigInteger.ONE);
      FieldElement result = new FieldElement();
      result.invert(FieldElement.of(v));
      assertThat(value(result)).as(context).isEqualTo(v.modInverse(P));
      boolean square = result.squareRootOfRatio(FieldElement.of(u), FieldElement.of(v)) != 0;
      BigInteger root = value(result);
      BigInteger expected = square ? u : u.multiply(i);
      assertThat(root.multiply(root).multiply(v).mod(P)).as(context).isEqualTo(expected.mod(P));
      assertThat(root.testBit(0)).as(context).isFalse();
      BigInteger half = P.subtract(BigInteger.ONE).shiftRight(1);
      boolean euler = u.multiply(v).modPow(half, P).compareTo(BigInteger.ONE) <= 0;
      assertThat(square).as(context).isEqualTo(euler);
    }
  }

  @Test
  void scalarArithmeticEqualsBigInteger() {
    Random random = new Random(SEED);
    for (int round = 0; round < 20_000; round++) {
      BigInteger a = extreme(random, 512, L);
      BigInteger b = extreme(random, 512, L);
      Scalar x = Scalar.fromWideBytes(littleEndian(a, 64));
      Scalar y = Scalar.fromWideBytes(littleEndian(b, 64));
      String context = "seed " + SEED + ", round " + round;
      assertThat(value(x)).as(context).isEqualTo(a.mod(L));
      assertThat(value(x.times(y))).as(context).isEqualTo(a.multiply(b).mod(L));
      assertThat(value(x.plus(y))).as(context).isEqualTo(a.add(b).mod(L));
      assertThat(value(x.minus(y))).as(context).isEqualTo(a.subtract(b).mod(L));
      assertThat(value(x.negate())).as(context).isEqualTo(a.negate().mod(L));
    }
  }

  @Test
  void onlyScalarsBelowTheOrderAreCanonical() {
    for (int offset = -3; offset <= 3; offset++) {
      BigInteger value = L.add(BigInteger.valueOf(offset));
      assertThat(Scalar.fromCanonicalBytes(littleEndian(value, 32), 0).isPresent())
          .isEqualTo(offset < 0);
    }
    BigInteger max = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);
    assertThat(Scalar.fromCanonicalBytes(littleEndian(max, 32), 0)).isEmpty();
  }

  @Test
  void theFourWaysToMultiplyAPointAgree() {
    Random random = new Random(SEED);
    for (int round = 0; round < 60; round++) {
      String context = "seed " + SEED + ", round " + round;
      Scalar a = scalar(random, round);
      Scalar b = scalar(random, round + 1);
      EdwardsPoint p = EdwardsPoint.timesBase(scalar(random, 9));
      EdwardsPoint expected = p.times(a).plus(EdwardsPoint.timesBase(b));
      assertThat(p.timesPlusBaseVartime(a, b).toBytes()).as(context).isEqualTo(expected.toBytes());
      assertThat(p.timesPlusVartime(a, BasePoint.POINT, b).toBytes())
          .as(context)
          .isEqualTo(expected.toBytes());
      assertThat(BasePoint.POINT.times(b).toBytes())
          .as(context)
          .isEqualTo(EdwardsPoint.timesBase(b).toBytes());
    }
  }

  private static Scalar scalar(Random random, int round) {
    return switch (round) {
      case 0 -> Scalar.ZERO;
      case 1 -> Scalar.fromWideBytes(littleEndian(BigInteger.ONE, 64));
      case 2 -> Scalar.fromWideBytes(littleEndian(L.subtract(BigInteger.ONE), 64));
      default -> Scalar.fromWideBytes(littleEndian(new BigInteger(512, random), 64));
    };
  }

  private static BigInteger extreme(Random random, int bits, BigInteger modulus) {
    return switch (random.nextInt(8)) {
      case 0 -> BigInteger.ZERO;
      case 1 -> modulus.subtract(BigInteger.valueOf(1 + random.nextInt(3)));
      case 2 -> BigInteger.TWO.pow(random.nextInt(bits)).subtract(BigInteger.ONE);
      case 3 -> BigInteger.TWO.pow(bits).subtract(BigInteger.ONE).mod(BigInteger.TWO.pow(bits));
      default -> new BigInteger(bits, random);
    };
  }

  private static BigInteger value(FieldElement element) {
    byte[] bytes = new byte[32];
    element.toBytes(bytes, 0);
    return new BigInteger(1, reversed(bytes));
  }

  private static BigInteger value(Scalar scalar) {
    return new BigInteger(1, reversed(scalar.toBytes()));
  }

  private static byte[] littleEndian(BigInteger value, int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = value.shiftRight(8 * i).byteValue();
    }
    return bytes;
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] result = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      result[i] = bytes[bytes.length - 1 - i];
    }
    return result;
  }
}
