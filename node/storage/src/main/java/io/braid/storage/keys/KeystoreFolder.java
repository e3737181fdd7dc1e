package io.braid.storage.keys;

import io.braid.consensus.keys.MemoryKeystore;
import io.braid.consensus.ports.Keystore;
import io.braid.crypto.NonceEntropy;
import io.braid.crypto.keys.KeyPair;
import io.braid.crypto.keys.KeyScheme;
import io.braid.crypto.keys.SecretUri;
import io.braid.crypto.keys.SecretUriResolved;
import io.braid.crypto.merlin.Transcript;
import io.braid.crypto.sr25519.VrfInOut;
import io.braid.crypto.sr25519.VrfSignature;
import io.braid.primitives.Bytes;
import io.braid.storage.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Session keys in a folder, all read when it is opened. A file's name is the key type's four bytes
 * and the public key, in hexadecimal. New keys are written before they are used: encrypted when the
 * folder has a password, as their seed otherwise. Only the owner may read the files.
 */
public final class KeystoreFolder implements Keystore {
  private static final int KEY_TYPE_SIZE = 4;
  private static final int SEED_SIZE = 32;
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Path folder;
  private final Optional<String> password;
  private final NonceEntropy entropy;
  private final MemoryKeystore keys;

  private KeystoreFolder(Path folder, Optional<String> password, NonceEntropy entropy) {
    this.folder = folder;
    this.password = password;
    this.entropy = entropy;
    keys = new MemoryKeystore(entropy);
  }

  /**
   * Opens a folder, which is made when it is not there.
   *
   * @param password of the encrypted keys; without one, encrypted keys are refused
   * @param entropy for nonces, salts and new keys
   * @throws KeystoreRefused when the folder or a key in it cannot be read
   */
  public static KeystoreFolder open(Path folder, Optional<String> password, NonceEntropy entropy)
      throws KeystoreRefused {
    KeystoreFolder opened = new KeystoreFolder(folder, password, entropy);
    try {
      Files.createDirectories(folder);
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        for (Path file : files) {
          opened.read(file);
        }
      }
    } catch (IOException e) {
      throw new KeystoreRefused("cannot read the keystore " + folder + ": " + e.getMessage());
    }
    return opened;
  }

  private void read(Path file) throws KeystoreRefused, IOException {
    Optional<Bytes> name = hex(file.getFileName().toString());
    if (name.isEmpty() || name.get().size() < KEY_TYPE_SIZE + SEED_SIZE) {
      return; // Not a key's name: left alone, as Substrate leaves it.
    }
    String keyType = name.get().slice(0, KEY_TYPE_SIZE).toUtf8();
    Bytes publicKey = name.get().slice(KEY_TYPE_SIZE);
    KeyPair pair = read(file, Files.readString(file), publicKey);
    if (!pair.publicKey().equals(publicKey)) {
      throw new KeystoreRefused(
          "the key file "
              + file
              + " holds the secret of "
              + pair.publicKey().hex()
              + ", not of the key in its name; remove it, and insert the key again");
    }
    keys.with(keyType, pair);
  }

  private static Optional<Bytes> hex(String name) {
    try {
      return Optional.of(Bytes.fromHex(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private KeyPair read(Path file, String text, Bytes publicKey) throws KeystoreRefused {
    JsonNode content;
    try {
      content = MAPPER.readTree(text);
    } catch (JacksonException e) {
      throw new KeystoreRefused("the key file " + file + " is no JSON; restore or remove it");
    }
    if (content.isString()) {
      return ofUri(file, content.asString(), publicKey);
    }
    if (password.isEmpty()) {
      throw new KeystoreRefused(
          "the key file " + file + " is encrypted; give its password with --password-file");
    }
    return switch (EncryptedKey.open(text, password.get())) {
      case EncryptedKey.Opened.Key(KeyPair pair) -> pair;
      case EncryptedKey.Opened.Refused(String reason) ->
          throw new KeystoreRefused("the key file " + file + " cannot be opened: " + reason);
    };
  }

  /** The scheme is not written down: it is the one whose public key the file is named after. */
  private static KeyPair ofUri(Path file, String uri, Bytes publicKey) throws KeystoreRefused {
    for (KeyScheme scheme : KeyScheme.values()) {
      if (SecretUri.resolve(scheme, uri) instanceof SecretUriResolved.Found(KeyPair pair, var seed)
          && pair.publicKey().equals(publicKey)) {
        return pair;
      }
    }
    throw new KeystoreRefused(
        "the key file "
            + file
            + " does not hold the secret of the key in its name; remove it, and insert the key"
            + " again");
  }

  /**
   * Keeps a key, durably, for sessions of the given type.
   *
   * @param uri what a file without a password holds: the secret URI that {@code pair} follows from
   * @throws UncheckedIOException when it cannot be written; then it is not used either
   */
  public synchronized void insert(String keyType, KeyPair pair, String uri) {
    String text =
        password
            .map(secret -> EncryptedKey.seal(pair, secret, entropy))
            .orElseGet(() -> MAPPER.writeValueAsString(uri));
    Path file = folder.resolve(name(keyType, pair.publicKey()));
    try {
      WholeFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write the key file " + file + ": " + e.getMessage(), e);
    }
    keys.with(keyType, pair);
  }

  /** The file's name of a key. */
  public static String name(String keyType, Bytes publicKey) {
    return Bytes.concat(Bytes.utf8(keyType), publicKey).hex().substring(2);
  }

  @Override
  public Bytes generate(KeyScheme scheme, String keyType, Optional<String> seed) {
    String uri = seed.orElseGet(this::randomSeed);
    KeyPair pair = KeyPair.of(scheme, uri);
    insert(keyType, pair, uri);
    return pair.publicKey();
  }

  private String randomSeed() {
    byte[] seed = new byte[SEED_SIZE];
    entropy.fill(seed);
    return Bytes.wrap(seed).hex();
  }

  @Override
  public List<Bytes> publicKeys(KeyScheme scheme, String keyType) {
    return keys.publicKeys(scheme, keyType);
  }

  @Override
  public Optional<Bytes> sign(KeyScheme scheme, String keyType, Bytes publicKey, byte[] message) {
    return keys.sign(scheme, keyType, publicKey, message);
  }

  @Override
  public Optional<Bytes> signPrehashed(String keyType, Bytes publicKey, byte[] hash) {
    return keys.signPrehashed(keyType, publicKey, hash);
  }

  @Override
  public Optional<VrfInOut> vrfEvaluate(String keyType, Bytes publicKey, Transcript input) {
    return keys.vrfEvaluate(keyType, publicKey, input);
  }

  @Override
  public Optional<VrfSignature> vrfSign(
      String keyType, Bytes publicKey, Transcript input, Transcript extra) {
    return keys.vrfSign(keyType, publicKey, input, extra);
  }
}
