package io.braid.storage.keys;

import io.braid.crypto.NonceEntropy;
import io.braid.crypto.keys.KeyPair;
import io.braid.crypto.keys.KeyScheme;
import io.braid.crypto.sr25519.Sr25519KeyPair;
import io.braid.crypto.ss58.Ss58;
import io.braid.primitives.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.crypto.generators.SCrypt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A key pair as polkadot.js exports it, version 3: in JSON, a PKCS #8 structure in NaCl's secret
 * box, whose key scrypt makes of a password.
 */
final class EncryptedKey {
  private static final byte[] HEADER = {48, 83, 2, 1, 1, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32};
  private static final byte[] DIVIDER = {(byte) 161, 35, 3, 33, 0};
  private static final int EXPANDED_SIZE = 64;
  private static final int SEED_SIZE = 32;
  private static final int SALT_SIZE = 32;
  private static final int PARAMETERS_SIZE = 12;

  /** The strongest that polkadot.js makes, in memory and in work: 128 MiB. */
  private static final long MAX_SCRYPT = (1L << 17) * 8;

  /** Work of a tenth of a second and 32 MiB a key: a node opens many at its start. */
  private static final int SCRYPT_N = 1 << 15;

  private static final int SCRYPT_R = 8;
  private static final int SCRYPT_P = 1;
  private static final JsonMapper MAPPER = new JsonMapper();

  private EncryptedKey() {}

  /** What became of a text that should be such a key. */
  sealed interface Opened {
    record Key(KeyPair pair) implements Opened {}

    /**
     * @param reason what was expected and found
     */
    record Refused(String reason) implements Opened {}
  }

  static String seal(KeyPair pair, String password, NonceEntropy entropy) {
    byte[] salt = new byte[SALT_SIZE];
    byte[] nonce = new byte[SecretBox.NONCE_SIZE];
    entropy.fill(salt);
    entropy.fill(nonce);
    byte[] key = key(password, salt, SCRYPT_N, SCRYPT_P, SCRYPT_R);
    byte[] box = new SecretBox(key, nonce).seal(structure(pair));
    byte[] encoded =
        ByteBuffer.allocate(SALT_SIZE + PARAMETERS_SIZE + nonce.length + box.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(salt)
            .putInt(SCRYPT_N)
            .putInt(SCRYPT_P)
            .putInt(SCRYPT_R)
            .put(nonce)
            .put(box)
            .array();
    ObjectNode root = MAPPER.createObjectNode();
    root.put("encoded", Base64.getEncoder().encodeToString(encoded));
    ObjectNode encoding = root.putObject("encoding");
    encoding.putArray("content").add("pkcs8").add(name(pair.scheme()));
    encoding.putArray("type").add("scrypt").add("xsalsa20-poly1305");
    encoding.put("version", "3");
    root.put("address", Ss58.encode(Ss58.GENERIC_PREFIX, pair.accountId()));
    root.putObject("meta");
    return MAPPER.writeValueAsString(root);
  }

  private static String name(KeyScheme scheme) {
    return scheme.name().toLowerCase(Locale.ROOT);
  }

  private static byte[] key(String password, byte[] salt, int n, int p, int r) {
    byte[] derived =
        SCrypt.generate(password.getBytes(StandardCharsets.UTF_8), salt, n, r, p, EXPANDED_SIZE);
    return Arrays.copyOf(derived, SEED_SIZE);
  }

  private static byte[] structure(KeyPair pair) {
    Bytes secret =
        switch (pair) {
          case KeyPair.Sr25519 sr25519 -> sr25519.pair().expandedKey();
          case KeyPair.Ed25519 ed25519 ->
              Bytes.concat(ed25519.pair().seed(), ed25519.pair().publicKey());
          case KeyPair.Ecdsa ecdsa -> ecdsa.pair().seed();
        };
    return Bytes.concat(Bytes.wrap(HEADER), secret, Bytes.wrap(DIVIDER), pair.publicKey())
        .unsafeArray();
  }

  static Opened open(String json, String password) {
    byte[] encoded;
    Optional<KeyScheme> scheme;
    try {
      JsonNode root = MAPPER.readTree(json);
      JsonNode encoding = root.path("encoding");
      if (!encoding.path("version").asString("").equals("3")
          || !encoding.path("type").path(1).asString("").equals("xsalsa20-poly1305")) {
        return new Opened.Refused("expected an encrypted key of version 3");
      }
      scheme = scheme(encoding.path("content").path(1).asString(""));
      encoded = Base64.getDecoder().decode(root.path("encoded").asString(""));
    } catch (JacksonException | IllegalArgumentException e) {
      return new Opened.Refused("expected an encrypted key in JSON and base 64");
    }
    if (scheme.isEmpty()) {
      return new Opened.Refused("expected a key of sr25519, ed25519 or ecdsa");
    }
    return open(encoded, scheme.get(), password);
  }

  private static Optional<KeyScheme> scheme(String name) {
    return Arrays.stream(KeyScheme.values()).filter(s -> name(s).equals(name)).findFirst();
  }

  private static Opened open(byte[] encoded, KeyScheme scheme, String password) {
    int start = SALT_SIZE + PARAMETERS_SIZE + SecretBox.NONCE_SIZE;
    if (encoded.length <= start) {
      return new Opened.Refused("expected more than " + start + " bytes, found " + encoded.length);
    }
    ByteBuffer in = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
    byte[] salt = new byte[SALT_SIZE];
    in.get(salt);
    int n = in.getInt();
    int p = in.getInt();
    int r = in.getInt();
    if (n < 2
        || Integer.bitCount(n) != 1
        || p < 1
        || p > 10
        || r < 1
        || (long) n * r > MAX_SCRYPT) {
      return new Opened.Refused("expected scrypt's usual cost, found N " + n + ", p " + p);
    }
    byte[] nonce = new byte[SecretBox.NONCE_SIZE];
    in.get(nonce);
    byte[] box = new byte[in.remaining()];
    in.get(box);
    return new SecretBox(key(password, salt, n, p, r), nonce)
        .open(box)
        .<Opened>map(structure -> pair(structure, scheme))
        .orElseGet(() -> new Opened.Refused("the password is another, or the file is damaged"));
  }

  private static Opened pair(byte[] structure, KeyScheme scheme) {
    int secretSize = scheme == KeyScheme.ECDSA ? SEED_SIZE : EXPANDED_SIZE;
    int end = HEADER.length + secretSize;
    if (structure.length < end
        || !Arrays.equals(HEADER, 0, HEADER.length, structure, 0, HEADER.length)) {
      return new Opened.Refused("expected a PKCS #8 structure in the box");
    }
    byte[] secret = Arrays.copyOfRange(structure, HEADER.length, end);
    Optional<KeyPair> pair =
        switch (scheme) {
          case SR25519 -> Sr25519KeyPair.fromExpandedKey(secret).map(KeyPair.Sr25519::new);
          case ED25519, ECDSA -> KeyPair.fromSeed(scheme, Arrays.copyOf(secret, SEED_SIZE));
        };
    return pair.<Opened>map(Opened.Key::new)
        .orElseGet(() -> new Opened.Refused("expected a secret key in the box"));
  }
}
