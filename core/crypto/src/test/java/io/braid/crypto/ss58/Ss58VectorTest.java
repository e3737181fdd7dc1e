package io.braid.crypto.ss58;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.braid.crypto.Vectors;
import io.braid.primitives.AccountId;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against npm `@polkadot/util-crypto` 14.0.3. */
class Ss58VectorTest {
  private static final String ALICE = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

  @Test
  void addressesEqualTheReferenceInBothDirections() {
    for (Vectors.Row row : Vectors.read("ss58.txt")) {
      AccountId account = AccountId.of(row.bytes(1));
      assertThat(Ss58.encode(row.number(0), account)).isEqualTo(row.text(2));
      assertThat(Ss58.decode(row.text(2)))
          .isEqualTo(new Ss58Decoded.Address(row.number(0), account));
    }
  }

  @Test
  void aWrongLetterIsFoundByTheChecksum() {
    String wrong = ALICE.replace("GKutQY", "GKutQZ");
    assertThat(reason(wrong)).isInstanceOf(Ss58Refusal.WrongChecksum.class);
  }

  @Test
  void refusalsNameWhatIsWrong() {
    assertThat(reason("5G0")).isEqualTo(new Ss58Refusal.NotBase58(2, '0'));
    assertThat(reason("")).isEqualTo(new Ss58Refusal.WrongSize(35, 0));
    assertThat(reason(ALICE.substring(1))).isInstanceOf(Ss58Refusal.class);
    assertThat(reason("5".repeat(100_000))).isEqualTo(new Ss58Refusal.WrongSize(35, 100_000));
    byte[] reserved = new byte[35];
    reserved[0] = 46;
    assertThat(reason(Base58.encode(reserved))).isEqualTo(new Ss58Refusal.ReservedPrefix(46));
    reserved[0] = (byte) 200;
    assertThat(reason(Base58.encode(reserved))).isEqualTo(new Ss58Refusal.UnknownPrefixForm(200));
  }

  @Test
  void reservedPrefixesAreNotWritten() {
    assertThatThrownBy(() -> Ss58.encode(47, AccountId.of(new byte[32])))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Ss58.encode(16_384, AccountId.of(new byte[32])))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void base58ReadsBackWhatItWrote() {
    long seed = 58;
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      for (int i = 0; i < bytes.length && random.nextBoolean(); i++) {
        bytes[i] = 0;
      }
      assertThat(Base58.decode(Base58.encode(bytes)))
          .as("seed %d, round %d", seed, round)
          .isEqualTo(bytes);
    }
  }

  private static Ss58Refusal reason(String text) {
    return ((Ss58Decoded.Refused) Ss58.decode(text)).reason();
  }
}
