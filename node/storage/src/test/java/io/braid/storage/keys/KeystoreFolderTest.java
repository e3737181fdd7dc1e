package io.braid.storage.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.braid.crypto.keys.KeyPair;
import io.braid.crypto.keys.KeyScheme;
import io.braid.crypto.sr25519.Sr25519;
import io.braid.primitives.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeystoreFolderTest {
  private static final KeyPair ALICE = KeyPair.of(KeyScheme.SR25519, "//Alice");
  private static final Optional<String> PASSWORD = Optional.of("correct horse");

  @TempDir private Path folder;

  private KeystoreFolder open(Optional<String> password) throws KeystoreRefused {
    return KeystoreFolder.open(folder, password, new SecureRandom()::nextBytes);
  }

  private Path onlyFile() throws Exception {
    try (var files = Files.list(folder)) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      return all.getFirst();
    }
  }

  @Test
  void aKeyIsThereAfterOpeningAgain() throws Exception {
    Bytes made = open(PASSWORD).generate(KeyScheme.SR25519, "babe", Optional.empty());

    KeystoreFolder again = open(PASSWORD);

    assertThat(again.publicKeys(KeyScheme.SR25519, "babe")).containsExactly(made);
    assertThat(again.publicKeys(KeyScheme.SR25519, "aura")).isEmpty();
    byte[] message = {1, 2, 3};
    Bytes signature = again.sign(KeyScheme.SR25519, "babe", made, message).orElseThrow();
    assertThat(Sr25519.verify(signature.toArray(), message, made.toArray())).isTrue();
  }

  @Test
  void withAPasswordNoFileHoldsTheSecret() throws Exception {
    open(PASSWORD).insert("babe", ALICE, "//Alice");

    assertThat(Files.readString(onlyFile())).doesNotContain("Alice").contains("xsalsa20-poly1305");
  }

  @Test
  void withoutAPasswordAFileIsAsSubstrateWritesIt() throws Exception {
    open(Optional.empty()).insert("babe", ALICE, "//Alice");

    assertThat(onlyFile().getFileName())
        .hasToString("62616265" + ALICE.publicKey().hex().substring(2));
    assertThat(onlyFile()).hasContent("\"//Alice\"");
    assertThat(open(Optional.empty()).publicKeys(KeyScheme.SR25519, "babe"))
        .containsExactly(ALICE.publicKey());
  }

  @Test
  void onlyTheOwnerMayReadAKey() throws Exception {
    open(PASSWORD).insert("babe", ALICE, "//Alice");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(onlyFile())))
        .isEqualTo("rw-------");
  }

  @Test
  void theSchemeOfAnUnencryptedKeyFollowsFromItsName() throws Exception {
    KeystoreFolder keys = open(Optional.empty());
    for (KeyScheme scheme : KeyScheme.values()) {
      keys.insert("test", KeyPair.of(scheme, "//Alice"), "//Alice");
    }

    KeystoreFolder again = open(Optional.empty());
    for (KeyScheme scheme : KeyScheme.values()) {
      assertThat(again.publicKeys(scheme, "test"))
          .as(scheme.name())
          .containsExactly(KeyPair.of(scheme, "//Alice").publicKey());
    }
  }

  @Test
  void encryptedKeysNeedTheirPassword() throws Exception {
    open(PASSWORD).insert("babe", ALICE, "//Alice");

    assertThatThrownBy(() -> open(Optional.empty()))
        .isInstanceOf(KeystoreRefused.class)
        .hasMessageContaining(onlyFile().toString())
        .hasMessageContaining("--password-file");
    assertThatThrownBy(() -> open(Optional.of("wrong")))
        .hasMessageContaining("the password is another, or the file is damaged");
  }

  @Test
  void aKeyUnderAnothersNameIsRefused() throws Exception {
    String bob = KeystoreFolder.name("babe", KeyPair.of(KeyScheme.SR25519, "//Bob").publicKey());
    Files.writeString(folder.resolve(bob), "\"//Alice\"");

    assertThatThrownBy(() -> open(Optional.empty()))
        .hasMessageContaining("does not hold the secret of the key in its name");
  }

  @Test
  void filesThatAreNoKeysAreLeftAlone() throws Exception {
    Files.writeString(folder.resolve("README"), "keys live here");

    assertThat(open(Optional.empty()).publicKeys(KeyScheme.SR25519, "babe")).isEmpty();
    assertThat(folder.resolve("README")).exists();
  }
}
