package io.braid.crypto.sr25519;

import static io.braid.crypto.Vectors.hex;
import static org.assertj.core.api.Assertions.assertThat;

import io.braid.crypto.NonceEntropy;
import io.braid.crypto.Vectors;
import io.braid.crypto.merlin.Transcript;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.U128;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Against `@scure/sr25519` 0.2.0 with zero entropy (so our signatures are equal to the byte) and
 * `@polkadot/wasm-crypto` (schnorrkel itself), both under npm `@polkadot/util-crypto` 14.0.3.
 */
class Sr25519VectorTest {
  private static final List<Vectors.Row> ROWS = Vectors.read("sr25519.txt");

  @Test
  void keysExpandAsInSchnorrkel() {
    assertThat(ROWS).hasSize(64);
    for (Vectors.Row row : ROWS) {
      Sr25519KeyPair pair = pair(row);
      assertThat(hex(pair.publicKey().toArray())).isEqualTo(row.text(1));
      assertThat(hex(ed25519Style(pair))).isEqualTo(row.text(2));
    }
  }

  @Test
  void signaturesWithoutEntropyEqualTheReference() {
    for (Vectors.Row row : ROWS) {
      assertThat(hex(pair(row).sign(row.bytes(3)).toArray())).isEqualTo(row.text(4));
    }
  }

  @Test
  void signaturesOfBothReferencesAreValidAndNoBitOfThemMayChange() {
    for (Vectors.Row row : ROWS) {
      for (int column : new int[] {4, 5}) {
        byte[] signature = row.bytes(column);
        assertThat(Sr25519.verify(signature, row.bytes(3), row.bytes(1))).isTrue();
        for (int bit = 0; bit < 512; bit += 37) {
          byte[] tampered = signature.clone();
          tampered[bit / 8] ^= (byte) (1 << bit % 8);
          assertThat(Sr25519.verify(tampered, row.bytes(3), row.bytes(1))).isFalse();
        }
      }
    }
  }

  @Test
  void softAndHardDerivationEqualTheReference() {
    for (Vectors.Row row : ROWS) {
      Sr25519KeyPair pair = pair(row);
      Sr25519KeyPair soft = pair.deriveSoft(row.bytes(6));
      assertThat(hex(ed25519Style(soft))).isEqualTo(row.text(7));
      assertThat(hex(soft.publicKey().toArray())).isEqualTo(row.text(8));
      assertThat(Sr25519.deriveSoft(row.bytes(1), row.bytes(6)).map(Vectors::hex))
          .contains(row.text(8));
      Sr25519KeyPair hard = pair.deriveHard(row.bytes(6));
      assertThat(hex(ed25519Style(hard))).isEqualTo(row.text(9));
      assertThat(hex(hard.publicKey().toArray())).isEqualTo(row.text(10));
    }
  }

  @Test
  void vrfSignaturesWithoutEntropyEqualTheReference() {
    for (Vectors.Row row : ROWS) {
      VrfSignature signature =
          Sr25519Vrf.sign(pair(row), input(row), extra(row), NonceEntropy.NONE);
      assertThat(hex(Bytes.concat(signature.preOutput(), signature.proof()).toArray()))
          .isEqualTo(row.text(13));
    }
  }

  @Test
  void vrfSignaturesOfBothReferencesAreValidAndNoBitOfThemMayChange() {
    for (Vectors.Row row : ROWS) {
      for (int column : new int[] {13, 14}) {
        byte[] bytes = row.bytes(column);
        assertThat(Sr25519Vrf.verify(row.bytes(1), input(row), extra(row), signature(bytes)))
            .contains(Sr25519Vrf.evaluate(pair(row), input(row)));
        for (int bit = 0; bit < 768; bit += 97) {
          byte[] tampered = bytes.clone();
          tampered[bit / 8] ^= (byte) (1 << bit % 8);
          assertThat(Sr25519Vrf.verify(row.bytes(1), input(row), extra(row), signature(tampered)))
              .isEmpty();
        }
      }
    }
  }

  @Test
  void babeOutputsEqualTheReference() {
    for (Vectors.Row row : Vectors.read("babe.txt")) {
      Transcript input =
          BabeVrf.input(Hash256.of(row.bytes(3)), number(row.bytes(1)), number(row.bytes(2)));
      Sr25519KeyPair pair = Sr25519KeyPair.fromSeed(row.bytes(0));
      VrfInOut inOut = Sr25519Vrf.evaluate(pair, input);
      assertThat(hex(inOut.preOutput().toArray())).isEqualTo(row.text(5));
      byte[] score = row.bytes(6);
      BigInteger expected = BigInteger.ZERO;
      for (int i = 15; i >= 0; i--) {
        expected = expected.shiftLeft(8).or(BigInteger.valueOf(score[i] & 255));
      }
      assertThat(BabeVrf.authoringScore(inOut)).isEqualTo(U128.of(expected));
      assertThat(hex(BabeVrf.randomness(inOut).toArray())).isEqualTo(row.text(7));
    }
  }

  private static Sr25519KeyPair pair(Vectors.Row row) {
    return Sr25519KeyPair.fromSeed(row.bytes(0));
  }

  private static Transcript input(Vectors.Row row) {
    return Transcript.of("SigningContext")
        .append("", row.bytes(11))
        .append("sign-bytes", row.bytes(3));
  }

  private static Transcript extra(Vectors.Row row) {
    Transcript extra = Sr25519Vrf.noExtra();
    return row.bytes(12).length == 0 ? extra : extra.append("", row.bytes(12));
  }

  private static VrfSignature signature(byte[] bytes) {
    return new VrfSignature(
        Bytes.wrap(Arrays.copyOf(bytes, 32)), Bytes.wrap(Arrays.copyOfRange(bytes, 32, 96)));
  }

  private static long number(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  /** polkadot-js multiplies the scalar by the cofactor. */
  private static byte[] ed25519Style(Sr25519KeyPair pair) {
    byte[] key = pair.secretKey().toArray();
    int carry = 0;
    for (int i = 0; i < 32; i++) {
      int value = (key[i] & 255) << 3 | carry;
      key[i] = (byte) value;
      carry = value >> 8;
    }
    return key;
  }
}
