package io.braid.crypto.bip39;

import static io.braid.crypto.Vectors.hex;
import static org.assertj.core.api.Assertions.assertThat;

import io.braid.crypto.Vectors;
import org.junit.jupiter.api.Test;

/** Against npm `@polkadot/util-crypto` 14.0.3 and `@scure/bip39` 2.4.0. */
class MnemonicVectorTest {
  private static final String DEVELOPMENT =
      "bottom drive obey lake curtain smoke basket hold race lonely fit walk";

  @Test
  void phrasesEntropyAndMiniSecretsEqualTheReference() {
    for (Vectors.Row row : Vectors.read("mnemonics.txt")) {
      Mnemonic mnemonic = ((MnemonicParsed.Valid) Mnemonic.parse(row.text(0))).mnemonic();
      assertThat(hex(mnemonic.entropy().toArray())).isEqualTo(row.text(2));
      assertThat(mnemonic.phrase()).isEqualTo(row.text(0));
      assertThat(hex(mnemonic.miniSecret(row.text(1)))).isEqualTo(row.text(3));
    }
  }

  @Test
  void refusalsNameWhatIsWrong() {
    assertThat(reason("bottom drive")).isEqualTo(new MnemonicRefusal.WrongWordCount(2));
    assertThat(reason("")).isEqualTo(new MnemonicRefusal.WrongWordCount(0));
    assertThat(reason(DEVELOPMENT.replace("lake", "lakes")))
        .isEqualTo(new MnemonicRefusal.UnknownWord(3));
    assertThat(reason(DEVELOPMENT.replace("walk", "wall")))
        .isEqualTo(new MnemonicRefusal.WrongChecksum());
  }

  @Test
  void whiteSpaceBetweenWordsDoesNotMatter() {
    assertThat(Mnemonic.parse("  " + DEVELOPMENT.replace(" ", " \t ") + "\n"))
        .isEqualTo(Mnemonic.parse(DEVELOPMENT));
  }

  @Test
  void aMnemonicDoesNotPrintItsEntropy() {
    Mnemonic mnemonic = ((MnemonicParsed.Valid) Mnemonic.parse(DEVELOPMENT)).mnemonic();
    assertThat(mnemonic).hasToString("Mnemonic[12 words]");
  }

  private static MnemonicRefusal reason(String phrase) {
    return ((MnemonicParsed.Refused) Mnemonic.parse(phrase)).reason();
  }
}
