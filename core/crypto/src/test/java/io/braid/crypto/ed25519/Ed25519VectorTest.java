package io.braid.crypto.ed25519;

import static io.braid.crypto.Vectors.hex;
import static org.assertj.core.api.Assertions.assertThat;

import io.braid.crypto.Vectors;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against RFC 8032, npm `@polkadot/util-crypto` 14.0.3, and `@noble/curves` 2.4.0 (ZIP-215). */
class Ed25519VectorTest {
  @Test
  void signaturesEqualThePublishedOnes() {
    List<Vectors.Row> rows = Vectors.read("rfc8032.txt");
    assertThat(rows).hasSize(4);
    for (Vectors.Row row : rows) {
      check(row.bytes(0), row.text(1), row.bytes(2), row.text(3));
    }
  }

  @Test
  void signaturesEqualTheReference() {
    for (Vectors.Row row : Vectors.read("ed25519.txt")) {
      check(row.bytes(0), row.text(1), row.bytes(2), row.text(3));
    }
  }

  private static void check(byte[] seed, String publicKey, byte[] message, String signature) {
    Ed25519KeyPair pair = Ed25519KeyPair.fromSeed(seed);
    assertThat(hex(pair.publicKey().toArray())).isEqualTo(publicKey);
    byte[] signed = pair.sign(message).toArray();
    assertThat(hex(signed)).isEqualTo(signature);
    assertThat(Ed25519.verify(signed, message, pair.publicKey().toArray())).isTrue();
    for (int bit = 0; bit < 512; bit += 41) {
      byte[] tampered = signed.clone();
      tampered[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(Ed25519.verify(tampered, message, pair.publicKey().toArray())).isFalse();
    }
  }

  @Test
  void verdictsOnSmallOrderMixedOrderAndNonCanonicalPointsAreThoseOfZip215() {
    List<Vectors.Row> rows = Vectors.read("zip215.txt");
    assertThat(rows).hasSize(292);
    int accepted = 0;
    for (Vectors.Row row : rows) {
      boolean valid = Ed25519.verify(row.bytes(1), row.bytes(2), row.bytes(0));
      assertThat(valid).as("%s %s", row.text(0), row.text(1)).isEqualTo(row.number(3) == 1);
      accepted += valid ? 1 : 0;
    }
    // the 14 encodings of small-order points, each as key and as commitment, and 64 honest ones
    assertThat(accepted).isEqualTo(14 * 14 + 64);
  }

  @Test
  void wrongSizesAndPointsOffTheCurveAreNotValid() {
    byte[] seed = new byte[32];
    Ed25519KeyPair pair = Ed25519KeyPair.fromSeed(seed);
    byte[] signature = pair.sign(seed).toArray();
    byte[] offCurve = new byte[32];
    offCurve[0] = 2; // y = 2 belongs to no point
    assertThat(Ed25519.verify(Arrays.copyOf(signature, 63), seed, seed)).isFalse();
    assertThat(Ed25519.verify(signature, seed, new byte[33])).isFalse();
    assertThat(Ed25519.verify(signature, seed, offCurve)).isFalse();
  }
}
