package io.braid.crypto.sr25519;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.braid.crypto.NonceEntropy;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Sr25519Test {
  private static final Sr25519KeyPair PAIR = Sr25519KeyPair.fromSeed(new byte[32]);
  private static final byte[] MESSAGE = {1, 2, 3};

  @Test
  void entropyChangesTheSignatureAndNotItsValidity() {
    long seed = 77;
    Random random = new Random(seed);
    NonceEntropy entropy = random::nextBytes;
    Bytes first = PAIR.sign(MESSAGE, entropy);
    Bytes second = PAIR.sign(MESSAGE, entropy);
    assertThat(first).isNotEqualTo(second);
    assertThat(Sr25519.verify(first.toArray(), MESSAGE, key())).as("seed %d", seed).isTrue();
    assertThat(Sr25519.verify(second.toArray(), MESSAGE, key())).as("seed %d", seed).isTrue();
  }

  @Test
  void aSeededSourceGivesTheSameProofAgain() {
    VrfSignature first = vrf(new Random(5));
    assertThat(vrf(new Random(5))).isEqualTo(first);
    assertThat(vrf(new Random(6)).proof()).isNotEqualTo(first.proof());
    assertThat(vrf(new Random(6)).preOutput()).isEqualTo(first.preOutput());
  }

  private static VrfSignature vrf(Random random) {
    return Sr25519Vrf.sign(PAIR, BabeVrf.input(Hash256.ZERO, 1, 2), random::nextBytes);
  }

  @Test
  void signaturesWithoutTheMarkerBitAreNotValid() {
    byte[] signature = PAIR.sign(MESSAGE).toArray();
    signature[63] &= 0x7f;
    assertThat(Sr25519.verify(signature, MESSAGE, key())).isFalse();
  }

  @Test
  void wrongSizesAreNotValid() {
    byte[] signature = PAIR.sign(MESSAGE).toArray();
    assertThat(Sr25519.verify(Arrays.copyOf(signature, 63), MESSAGE, key())).isFalse();
    assertThat(Sr25519.verify(Arrays.copyOf(signature, 65), MESSAGE, key())).isFalse();
    assertThat(Sr25519.verify(signature, MESSAGE, new byte[31])).isFalse();
    assertThat(Sr25519.verify(signature, MESSAGE, new byte[0])).isFalse();
    assertThat(Sr25519.deriveSoft(new byte[31], new byte[32])).isEmpty();
  }

  @Test
  void aScalarPlusTheOrderIsNotASecondSignature() {
    byte[] order = new byte[32];
    byte[] low =
        Bytes.fromHex("edd3f55c1a631258d69cf7a2def9de14").toArray(); // l − 2^252, little-endian
    System.arraycopy(low, 0, order, 0, 16);
    order[31] = 0x10;
    byte[] signature = PAIR.sign(MESSAGE).toArray();
    byte[] malleated = signature.clone();
    malleated[63] &= 0x7f;
    int carry = 0;
    for (int i = 0; i < 32; i++) {
      int sum = (malleated[32 + i] & 255) + (order[i] & 255) + carry;
      malleated[32 + i] = (byte) sum;
      carry = sum >> 8;
    }
    malleated[63] |= (byte) 0x80;
    assertThat(malleated).isNotEqualTo(signature);
    assertThat(Sr25519.verify(malleated, MESSAGE, key())).isFalse();
  }

  @Test
  void aVrfProofOfTheNeutralElementIsNotValid() {
    VrfSignature neutral = new VrfSignature(Bytes.wrap(new byte[32]), Bytes.wrap(new byte[64]));
    assertThat(Sr25519Vrf.verify(key(), BabeVrf.input(Hash256.ZERO, 1, 2), neutral)).isEmpty();
    assertThat(Sr25519Vrf.attachInput(key(), BabeVrf.input(Hash256.ZERO, 1, 2), neutral)).isEmpty();
  }

  @Test
  void aVrfProofIsBoundToItsKeySlotEpochAndRandomness() {
    VrfSignature signature = vrf(new Random(1));
    Hash256 other = Hash256.of(filled((byte) 1));
    byte[] otherKey = Sr25519KeyPair.fromSeed(filled((byte) 9)).publicKey().toArray();
    assertThat(Sr25519Vrf.verify(key(), BabeVrf.input(Hash256.ZERO, 1, 2), signature)).isPresent();
    assertThat(Sr25519Vrf.verify(key(), BabeVrf.input(Hash256.ZERO, 2, 2), signature)).isEmpty();
    assertThat(Sr25519Vrf.verify(key(), BabeVrf.input(Hash256.ZERO, 1, 3), signature)).isEmpty();
    assertThat(Sr25519Vrf.verify(key(), BabeVrf.input(other, 1, 2), signature)).isEmpty();
    assertThat(Sr25519Vrf.verify(otherKey, BabeVrf.input(Hash256.ZERO, 1, 2), signature)).isEmpty();
  }

  @Test
  void aSecretKeyIsReadBackAsItWasWritten() {
    Sr25519KeyPair copy = Sr25519KeyPair.fromSecretKey(PAIR.secretKey().toArray()).orElseThrow();
    assertThat(copy.sign(MESSAGE)).isEqualTo(PAIR.sign(MESSAGE));
    assertThat(Sr25519KeyPair.fromSecretKey(filledTo(64, (byte) -1))).isEmpty();
    assertThat(Sr25519KeyPair.fromSecretKey(new byte[32])).isEmpty();
  }

  @Test
  void aSeedOfAnotherSizeIsOurBug() {
    assertThatThrownBy(() -> Sr25519KeyPair.fromSeed(new byte[31]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found 31");
  }

  private static byte[] key() {
    return PAIR.publicKey().toArray();
  }

  private static byte[] filled(byte value) {
    return filledTo(32, value);
  }

  private static byte[] filledTo(int size, byte value) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, value);
    return bytes;
  }
}
