package io.braid.crypto.ecdsa;

import static io.braid.crypto.Vectors.hex;
import static org.assertj.core.api.Assertions.assertThat;

import io.braid.crypto.Vectors;
import io.braid.crypto.hash.Keccak;
import io.braid.primitives.Bytes;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Against npm `@polkadot/util-crypto` 14.0.3. */
class EcdsaVectorTest {
  @Test
  void keysAndSignaturesEqualTheReference() {
    for (Vectors.Row row : Vectors.read("ecdsa.txt")) {
      EcdsaKeyPair pair = EcdsaKeyPair.fromSeed(row.bytes(0)).orElseThrow();
      assertThat(hex(pair.publicKey().toArray())).isEqualTo(row.text(1));
      assertThat(hex(pair.uncompressedPublicKey().slice(1).toArray())).isEqualTo(row.text(2));
      assertThat(hex(pair.sign(row.bytes(3)).toArray())).isEqualTo(row.text(4));
      byte[] keccak = Keccak.hash256(row.bytes(3));
      assertThat(hex(pair.signPrehashed(keccak).toArray())).isEqualTo(row.text(5));
    }
  }

  @Test
  void signaturesRecoverToTheSignersKey() {
    for (Vectors.Row row : Vectors.read("ecdsa.txt")) {
      assertThat(Ecdsa.verify(row.bytes(4), row.bytes(3), row.bytes(1))).isTrue();
      byte[] signature = row.bytes(5);
      byte[] hash = Keccak.hash256(row.bytes(3));
      Bytes uncompressed = Bytes.concat(Bytes.of((byte) 4), Bytes.of(row.bytes(2)));
      EcdsaRecovery.Recovered expected = new EcdsaRecovery.Recovered(uncompressed);
      assertThat(expected.compressed()).isEqualTo(Bytes.of(row.bytes(1)));
      assertThat(expected.coordinates()).isEqualTo(Bytes.of(row.bytes(2)));
      assertThat(Ecdsa.recover(signature, hash)).isEqualTo(expected);
      signature[64] += 27;
      assertThat(Ecdsa.recover(signature, hash)).isEqualTo(expected);
      assertThat(Ecdsa.verifyPrehashed(signature, hash, row.bytes(1))).isFalse();
      signature[64] = 4;
      assertThat(Ecdsa.recover(signature, hash)).isEqualTo(new EcdsaRecovery.BadRecoveryId(4));
    }
  }

  @Test
  void degenerateSignaturesAreRefusedByTheirReason() {
    byte[] signature = new byte[65];
    byte[] hash = new byte[32];
    assertThat(Ecdsa.recover(signature, hash)).isEqualTo(new EcdsaRecovery.NoSuchKey());
    Arrays.fill(signature, 0, 32, (byte) -1);
    assertThat(Ecdsa.recover(signature, hash)).isEqualTo(new EcdsaRecovery.ScalarTooLarge());
    assertThat(EcdsaKeyPair.fromSeed(new byte[32])).isEmpty();
    assertThat(EcdsaKeyPair.fromSeed(new byte[31])).isEmpty();
  }
}
