package io.braid.crypto.keys;

import static io.braid.crypto.Vectors.hex;
import static org.assertj.core.api.Assertions.assertThat;

import io.braid.crypto.Vectors;
import io.braid.crypto.bip39.MnemonicRefusal;
import io.braid.crypto.ecdsa.Ecdsa;
import io.braid.crypto.ed25519.Ed25519;
import io.braid.crypto.sr25519.Sr25519;
import io.braid.crypto.ss58.Ss58;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Against npm `@polkadot/keyring` 14.0.3. */
class SecretUriVectorTest {
  @Test
  void keysAndAddressesEqualTheReference() {
    for (Vectors.Row row : Vectors.read("uris.txt")) {
      KeyScheme scheme = KeyScheme.valueOf(row.text(0).toUpperCase(Locale.ROOT));
      KeyPair pair = KeyPair.of(scheme, row.text(1));
      assertThat(hex(pair.publicKey().toArray())).as(row.text(1)).isEqualTo(row.text(2));
      assertThat(Ss58.encode(42, pair.accountId())).as(row.text(1)).isEqualTo(row.text(3));
    }
  }

  @Test
  void aPairOfEachSchemeSignsWhatItsSchemeAccepts() {
    byte[] message = {1, 2, 3};
    for (KeyScheme scheme : KeyScheme.values()) {
      KeyPair pair = KeyPair.of(scheme, "//Alice");
      byte[] signature = pair.sign(message).toArray();
      byte[] key = pair.publicKey().toArray();
      boolean valid =
          switch (scheme) {
            case SR25519 -> Sr25519.verify(signature, message, key);
            case ED25519 -> Ed25519.verify(signature, message, key);
            case ECDSA -> Ecdsa.verify(signature, message, key);
          };
      assertThat(valid).as(scheme.name()).isTrue();
      assertThat(pair.scheme()).isEqualTo(scheme);
    }
  }

  @Test
  void aPasswordAfterNothingElseIsAPassword() {
    assertThat(KeyPair.of(KeyScheme.SR25519, "///secret").publicKey())
        .isEqualTo(
            KeyPair.of(KeyScheme.SR25519, SecretUri.DEVELOPMENT_PHRASE + "///secret").publicKey())
        .isNotEqualTo(KeyPair.of(KeyScheme.SR25519, "").publicKey());
  }

  @Test
  void aSecretKeyOfSixtyFourBytesIsTakenAsItIs() {
    KeyPair.Sr25519 alice = (KeyPair.Sr25519) KeyPair.of(KeyScheme.SR25519, "//Alice");
    assertThat(KeyPair.of(KeyScheme.SR25519, alice.pair().secretKey().hex()).publicKey())
        .isEqualTo(alice.publicKey());
  }

  @Test
  void refusalsNameWhatIsWrong() {
    assertThat(reason("sd.asd")).isEqualTo(new SecretUriRefusal.BadCharacter(2));
    assertThat(reason("//")).isEqualTo(new SecretUriRefusal.EmptyJunction(2));
    assertThat(reason("//Alice/")).isEqualTo(new SecretUriRefusal.EmptyJunction(8));
    assertThat(reason("///a\n")).isEqualTo(new SecretUriRefusal.BadCharacter(4));
    assertThat(reason("0x00ff")).isEqualTo(new SecretUriRefusal.BadSeed(2));
    assertThat(reason("0xzz")).isEqualTo(new SecretUriRefusal.BadHex());
    assertThat(reason("Alice"))
        .isEqualTo(new SecretUriRefusal.BadMnemonic(new MnemonicRefusal.WrongWordCount(1)));
    assertThat(SecretUri.resolve(KeyScheme.ED25519, "//hard/soft"))
        .isEqualTo(new SecretUriResolved.Refused(new SecretUriRefusal.UnsupportedJunction(1)));
    assertThat(SecretUri.resolve(KeyScheme.ECDSA, "0x" + "00".repeat(32)))
        .isEqualTo(new SecretUriResolved.Refused(new SecretUriRefusal.BadSeed(32)));
  }

  private static SecretUriRefusal reason(String uri) {
    return ((SecretUriResolved.Refused) SecretUri.resolve(KeyScheme.SR25519, uri)).reason();
  }
}
