package io.braid.primitives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** U128 against the JDK's BigInteger. */
class U128PropertyTest {
  private static final long SEED = Long.getLong("braid.seed", 128L);
  private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(128);

  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

  private U128 next() {
    return switch (random.nextInt(6)) {
      case 0 -> U128.of(random.nextInt(4));
      case 1 -> U128.MAX.subtract(U128.of(random.nextInt(4)));
      case 2 -> U128.of(0, random.nextLong());
      case 3 -> U128.of(1L << random.nextInt(64), 0);
      default -> U128.of(random.nextLong() >>> random.nextInt(64), random.nextLong());
    };
  }

  private interface Operation {
    U128 apply();
  }

  private void check(String what, BigInteger expected, Operation operation) {
    String about = what + ", seed " + SEED;
    if (expected.signum() < 0 || expected.compareTo(LIMIT) >= 0) {
      assertThatThrownBy(operation::apply).as(about).isInstanceOf(ArithmeticException.class);
    } else {
      assertThat(operation.apply().toBigInteger()).as(about).isEqualTo(expected);
    }
  }

  private static BigInteger clamp(BigInteger value) {
    return value.max(BigInteger.ZERO).min(LIMIT.subtract(BigInteger.ONE));
  }

  @Test
  void arithmeticAgreesWithBigInteger() {
    for (int i = 0; i < 20_000; i++) {
      U128 a = next();
      U128 b = next();
      BigInteger x = a.toBigInteger();
      BigInteger y = b.toBigInteger();
      check(x + " + " + y, x.add(y), () -> a.add(b));
      check(x + " - " + y, x.subtract(y), () -> a.subtract(b));
      check(x + " * " + y, x.multiply(y), () -> a.multiply(b));
      check(x + " +| " + y, clamp(x.add(y)), () -> a.saturatingAdd(b));
      check(x + " -| " + y, clamp(x.subtract(y)), () -> a.saturatingSubtract(b));
      check(x + " *| " + y, clamp(x.multiply(y)), () -> a.saturatingMultiply(b));
      if (!b.isZero()) {
        check(x + " / " + y, x.divide(y), () -> a.divide(b));
        check(x + " % " + y, x.mod(y), () -> a.remainder(b));
      }
      assertThat(Integer.signum(a.compareTo(b))).isEqualTo(x.compareTo(y));
      assertThat(a.toString()).isEqualTo(x.toString());
      assertThat(U128.parse(a.toString())).isEqualTo(a);
    }
  }

  @Test
  void fractionsRoundDownWithoutOverflow() {
    for (int i = 0; i < 5_000; i++) {
      U128 whole = next();
      Perbill part = new Perbill(random.nextInt(Perbill.ACCURACY + 1));
      BigInteger expected =
          whole
              .toBigInteger()
              .multiply(BigInteger.valueOf(part.parts()))
              .divide(BigInteger.valueOf(Perbill.ACCURACY));
      assertThat(part.of(whole).toBigInteger())
          .as("%s of %s, seed %d", part, whole, SEED)
          .isEqualTo(expected);
    }
  }

  @Test
  void divisionByZeroThrows() {
    assertThatThrownBy(() -> U128.ONE.divide(U128.ZERO)).isInstanceOf(ArithmeticException.class);
  }
}
