package io.braid.crypto.curve25519;

import static io.braid.crypto.Vectors.hex;
import static org.assertj.core.api.Assertions.assertThat;

import io.braid.crypto.Vectors;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against npm `@noble/curves` 2.4.0, and the tables of RFC 9496, appendix A. */
class RistrettoVectorTest {
  /** RFC 9496, A.1: the multiples 0 to 3 of the generator. */
  private static final List<String> MULTIPLES =
      List.of(
          "0000000000000000000000000000000000000000000000000000000000000000",
          "e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76",
          "6a493210f7499cd17fecb510ae0cea23a110e8d5b901f8acadd3095c73a3b919",
          "94741f5d5d52755ece4f23f044ee27d5d1ea1e2bd196b462166b16152a9d0259");

  @Test
  void multiplesOfTheGeneratorEncodeAsPublished() {
    EdwardsPoint point = EdwardsPoint.identity();
    for (String expected : MULTIPLES) {
      assertThat(hex(Ristretto.toBytes(point))).isEqualTo(expected);
      point = point.plus(BasePoint.POINT);
    }
  }

  @Test
  void exactlyTheCanonicalEncodingsDecode() {
    List<Vectors.Row> rows = Vectors.read("ristretto-encodings.txt");
    assertThat(rows).hasSize(260);
    for (Vectors.Row row : rows) {
      byte[] encoding = row.bytes(0);
      assertThat(Ristretto.fromBytes(encoding, 0).isPresent())
          .as(row.text(0))
          .isEqualTo(row.number(1) == 1);
      Ristretto.fromBytes(encoding, 0)
          .ifPresent(point -> assertThat(Ristretto.toBytes(point)).isEqualTo(encoding));
    }
  }

  @Test
  void hashingToTheGroupAndMultiplyingEqualTheReference() {
    for (Vectors.Row row : Vectors.read("ristretto.txt")) {
      EdwardsPoint point = Ristretto.fromUniformBytes(row.bytes(0));
      Scalar scalar = Scalar.fromCanonicalBytes(row.bytes(2), 0).orElseThrow();
      assertThat(hex(Ristretto.toBytes(point))).isEqualTo(row.text(1));
      assertThat(hex(Ristretto.toBytes(point.times(scalar)))).isEqualTo(row.text(3));
      assertThat(hex(Ristretto.toBytes(EdwardsPoint.timesBase(scalar)))).isEqualTo(row.text(4));
      assertThat(hex(Ristretto.toBytes(point.timesPlusBaseVartime(scalar, Scalar.ZERO))))
          .isEqualTo(row.text(3));
    }
  }

  @Test
  void allFourPointsOfAClassHaveOneEncoding() {
    // a point of order 4, (√−1, 0), and one of order 8 that leaves the class
    byte[] orderFour = new byte[32];
    EdwardsPoint four = EdwardsPoint.fromBytes(orderFour, 0).orElseThrow();
    EdwardsPoint eight =
        EdwardsPoint.fromBytes(
                HexFormat.of()
                    .parseHex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
                0)
            .orElseThrow();
    for (Vectors.Row row : Vectors.read("ristretto.txt")) {
      EdwardsPoint point = Ristretto.fromUniformBytes(row.bytes(0));
      EdwardsPoint other = point;
      for (int i = 0; i < 4; i++) {
        assertThat(hex(Ristretto.toBytes(other))).isEqualTo(row.text(1));
        other = other.plus(four);
      }
      assertThat(other.toBytes()).isEqualTo(point.toBytes());
      assertThat(eight.timesCofactor().isIdentity()).isTrue();
      assertThat(Ristretto.isIdentity(four)).isTrue();
      assertThat(Ristretto.isIdentity(eight)).isFalse();
    }
  }
}
