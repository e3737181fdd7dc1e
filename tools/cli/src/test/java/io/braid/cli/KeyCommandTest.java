package io.braid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.crypto.keys.KeyPair;
import io.braid.crypto.keys.KeyScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The seeds of {@code //Alice} are those that subkey prints. */
class KeyCommandTest {
  private static final String ALICE = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

  @TempDir private Path folder;

  @Test
  void aSecretUriIsShownAsSubkeyShowsIt() {
    Ran ran = Ran.run("key", "inspect", "//Alice");

    assertThat(ran.out())
        .containsExactly(
            "Secret Key URI `//Alice` is account:",
            "  Network ID:        substrate",
            "  Secret seed:      "
                + " 0xe5be9a5092b81bca64be81d212e7f2f9eba183bb7a90954f7b76361f6edb5c0a",
            "  Public key (hex): "
                + " 0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d",
            "  Account ID:       "
                + " 0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d",
            "  Public key (SS58): " + ALICE,
            "  SS58 Address:      " + ALICE);
  }

  @Test
  void everySchemeHasItsSeed() {
    assertThat(Ran.run("key", "inspect", "--scheme", "ed25519", "//Alice").out().get(2))
        .endsWith("0xabf8e5bdbe30c65656c0a3cbd181ff8a56294a69dfedd27982aace4a76909115");
    assertThat(Ran.run("key", "inspect", "--scheme", "Ecdsa", "//Alice").out().get(2))
        .endsWith("0xcb6df9de1efca7a3998a8ead4e02159d5fa99c3e0d4fd6432667390bb4726854");
    assertThat(Ran.run("key", "inspect", "//Alice/soft").out().get(2)).endsWith(" n/a");
  }

  @Test
  void anAddressIsShownOnAnotherNetwork() {
    assertThat(Ran.run("key", "inspect", ALICE, "--network", "polkadot").out())
        .contains("  SS58 Address:      15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5");
  }

  @Test
  void jsonIsForPrograms() {
    String json =
        String.join("", Ran.run("key", "inspect", "//Alice", "--output-type", "json").out());

    assertThat(json)
        .contains("\"ss58Address\" : \"" + ALICE + "\"")
        .contains("\"secretKeyUri\" : \"//Alice\"");
  }

  @Test
  void aGeneratedPhraseLeadsToTheKeyThatWasShown() {
    List<String> made = Ran.run("key", "generate", "--words", "24").out();
    String phrase = made.getFirst().substring("Secret phrase:       ".length());

    assertThat(phrase.split(" ")).hasSize(24);
    assertThat(Ran.run("key", "inspect", phrase).out()).isEqualTo(made);
    assertThat(Ran.run("key", "generate").out()).isNotEqualTo(made);
  }

  @Test
  void whatIsSignedVerifiesAndNothingElseDoes() {
    for (String scheme : List.of("sr25519", "ed25519", "ecdsa")) {
      String signature =
          Ran.run("key", "sign", "--scheme", scheme, "--suri", "//Alice", "--message", "hello")
              .out()
              .getFirst();
      String key =
          KeyPair.of(KeyScheme.valueOf(scheme.toUpperCase(java.util.Locale.ROOT)), "//Alice")
              .publicKey()
              .hex();

      Ran right =
          Ran.run(
              "key",
              "verify",
              "--scheme",
              scheme,
              signature,
              key,
              "--message",
              "68656c6c6f",
              "--hex");
      assertThat(right.out()).containsExactly("Signature verifies correctly.");
      assertThat(right.exit()).isZero();
      Ran wrong =
          Ran.run("key", "verify", "--scheme", scheme, signature, "//Alice", "--message", "hallo");
      assertThat(wrong.out()).containsExactly("Signature invalid.");
      assertThat(wrong.exit()).isEqualTo(1);
    }
  }

  @Test
  void aKeyIsInsertedUnderSubstratesNameAndEncrypted() throws Exception {
    Path password = Files.writeString(folder.resolve("password"), "correct horse\n");
    Path keystore = folder.resolve("keystore");

    Ran ran =
        Ran.run(
            "key",
            "insert",
            "--suri",
            "//Alice",
            "--key-type",
            "babe",
            "--keystore-path",
            keystore.toString(),
            "--password-file",
            password.toString());

    assertThat(ran.err()).isEmpty();
    Path file =
        keystore.resolve(
            "62616265d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d");
    assertThat(ran.out()).containsExactly(file.toString());
    assertThat(file).content().contains("xsalsa20-poly1305").doesNotContain("Alice");
  }

  @Test
  void mistakesAreNamedWithoutTheSecret() {
    Ran.run("key", "inspect", "//Alice", "--scheme", "rsa")
        .assertRefused("expected sr25519, ed25519 or ecdsa after --scheme, found 'rsa'");
    Ran.run("key", "inspect", "bottom drive obey")
        .assertRefused("found a phrase of 3 words; it has 12, 15, 18, 21 or 24");
    Ran.run("key", "inspect", "0x12").assertRefused("found a seed of 1 bytes where 32 are needed");
    Ran.run("key", "inspect", "--scheme", "ed25519", "//Alice/soft")
        .assertRefused("a soft junction, number 2, which only sr25519 has");
    Ran.run("key", "generate", "--words", "13").assertRefused("after --words, found 13");
    Ran.run("key", "verify", "0x00", "//Alice", "--message", "m")
        .assertRefused("expected a signature of 64 bytes");
    Ran.run(
            "key",
            "insert",
            "--suri",
            "//Alice",
            "--key-type",
            "babe",
            "--keystore-path",
            folder.toString())
        .assertRefused("expected either --password-file");
    Ran.run(
            "key",
            "insert",
            "--suri",
            "//Alice",
            "--key-type",
            "babel",
            "--unencrypted",
            "--keystore-path",
            folder.toString())
        .assertRefused("expected four characters after --key-type, found 'babel'");
    Ran.run("key", "inspect", "//Alice", "--network", "46").assertRefused("found '46'");
  }
}
