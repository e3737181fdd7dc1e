package io.braid.crypto.keys;

import io.braid.crypto.bip39.Mnemonic;
import io.braid.crypto.bip39.MnemonicParsed;
import io.braid.crypto.bip39.MnemonicRefusal;
import io.braid.crypto.sr25519.Sr25519KeyPair;
import io.braid.primitives.Bytes;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** {@code <phrase or seed>(/soft|//hard)*(///password)?}, resolved to a key pair. */
public final class SecretUri {
  /** Everybody knows this phrase: what follows from it is for development only. */
  public static final String DEVELOPMENT_PHRASE =
      "bottom drive obey lake curtain smoke basket hold race lonely fit walk";

  private static final int SEED_SIZE = 32;

  private final String text;
  private final List<Junction> junctions = new ArrayList<>();
  private String phrase = DEVELOPMENT_PHRASE;
  private String password = "";
  private Optional<SecretUriRefusal> refusal = Optional.empty();

  private SecretUri(String text) {
    this.text = text;
  }

  public static SecretUriResolved resolve(KeyScheme scheme, String text) {
    SecretUri uri = new SecretUri(text);
    uri.parse();
    return uri.refusal.isPresent() ? refused(uri.refusal.get()) : uri.root(scheme);
  }

  private void parse() {
    int at = 0;
    while (at < text.length() && isPhraseCharacter(text.charAt(at))) {
      at++;
    }
    if (at > 0) {
      phrase = text.substring(0, at);
    }
    while (at < text.length() && refusal.isEmpty()) {
      if (text.startsWith("///", at)) {
        at = parsePassword(at + 3);
      } else if (text.startsWith("//", at)) {
        at = parseJunction(at + 2, true);
      } else if (text.startsWith("/", at)) {
        at = parseJunction(at + 1, false);
      } else {
        refusal = Optional.of(new SecretUriRefusal.BadCharacter(at));
      }
    }
  }

  private int parsePassword(int from) {
    int lineEnd = text.indexOf('\n', from);
    if (lineEnd >= 0) {
      refusal = Optional.of(new SecretUriRefusal.BadCharacter(lineEnd));
    }
    password = text.substring(from);
    return text.length();
  }

  private int parseJunction(int from, boolean hard) {
    int slash = text.indexOf('/', from);
    int end = slash < 0 ? text.length() : slash;
    if (end == from) {
      refusal = Optional.of(new SecretUriRefusal.EmptyJunction(from));
    }
    junctions.add(Junction.of(hard, text.substring(from, end)));
    return end;
  }

  private static boolean isPhraseCharacter(char c) {
    return c == ' ' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private SecretUriResolved root(KeyScheme scheme) {
    if (phrase.startsWith("0x")) {
      return rootFromHex(scheme, phrase.substring(2));
    }
    return switch (Mnemonic.parse(phrase)) {
      case MnemonicParsed.Refused(MnemonicRefusal reason) ->
          refused(new SecretUriRefusal.BadMnemonic(reason));
      case MnemonicParsed.Valid(Mnemonic mnemonic) -> derive(scheme, mnemonic.miniSecret(password));
    };
  }

  private SecretUriResolved rootFromHex(KeyScheme scheme, String hex) {
    try {
      return derive(scheme, HexFormat.of().parseHex(hex));
    } catch (IllegalArgumentException e) {
      return refused(new SecretUriRefusal.BadHex());
    }
  }

  private SecretUriResolved derive(KeyScheme scheme, byte[] seed) {
    Optional<KeyPair> pair =
        scheme == KeyScheme.SR25519 && seed.length == Sr25519KeyPair.SECRET_KEY_SIZE
            ? Sr25519KeyPair.fromSecretKey(seed).map(KeyPair.Sr25519::new)
            : KeyPair.fromSeed(scheme, seed);
    if (pair.isEmpty()) {
      return refused(new SecretUriRefusal.BadSeed(seed.length));
    }
    KeyPair current = pair.get();
    Optional<Bytes> seedBelow =
        seed.length == SEED_SIZE ? Optional.of(Bytes.of(seed)) : Optional.empty();
    for (int i = 0; i < junctions.size(); i++) {
      Optional<KeyPair> next = current.derive(junctions.get(i));
      if (next.isEmpty()) {
        return refused(new SecretUriRefusal.UnsupportedJunction(i));
      }
      seedBelow = current.seedBelow(junctions.get(i));
      current = next.get();
    }
    return new SecretUriResolved.Found(current, seedBelow);
  }

  private static SecretUriResolved refused(SecretUriRefusal reason) {
    return new SecretUriResolved.Refused(reason);
  }
}
