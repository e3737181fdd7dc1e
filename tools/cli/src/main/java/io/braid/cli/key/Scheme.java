package io.braid.cli.key;

import io.braid.cli.Refusal;
import io.braid.crypto.bip39.MnemonicRefusal;
import io.braid.crypto.keys.KeyScheme;
import io.braid.crypto.keys.SecretUri;
import io.braid.crypto.keys.SecretUriRefusal;
import io.braid.crypto.keys.SecretUriResolved;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The scheme of a key, and how a secret URI is read under it. */
final class Scheme {
  @Option(
      names = "--scheme",
      paramLabel = "sr25519|ed25519|ecdsa",
      defaultValue = "sr25519",
      description = "The signature scheme; default: ${DEFAULT-VALUE}.")
  private String scheme = "sr25519";

  KeyScheme get() {
    for (KeyScheme each : KeyScheme.values()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(scheme.toLowerCase(Locale.ROOT))) {
        return each;
      }
    }
    throw new Refusal("expected sr25519, ed25519 or ecdsa after --scheme, found '" + scheme + "'");
  }

  /**
   * What a user gave as a secret: the URI itself, or a file that holds it; asked for, unseen, when
   * nothing was given.
   */
  static String uri(Optional<String> given) {
    if (given.isEmpty()) {
      Console console = System.console();
      char[] typed = console == null ? null : console.readPassword("URI: ");
      if (typed == null) {
        throw new Refusal("expected a secret URI, or a file that holds one; name it");
      }
      return new String(typed);
    }
    try {
      Path file = Path.of(given.get());
      return Files.isRegularFile(file) ? Files.readString(file).stripTrailing() : given.get();
    } catch (IOException | java.nio.file.InvalidPathException e) {
      return given.get();
    }
  }

  /** Resolves a URI, or says what is wrong with it; never repeats the secret. */
  SecretUriResolved.Found resolve(String uri) {
    return switch (SecretUri.resolve(get(), uri)) {
      case SecretUriResolved.Found found -> found;
      case SecretUriResolved.Refused(SecretUriRefusal reason) ->
          throw new Refusal("expected a secret URI, " + describe(reason));
    };
  }

  private static String describe(SecretUriRefusal reason) {
    return switch (reason) {
      case SecretUriRefusal.BadCharacter(int position) ->
          "found a character that may not stand at position " + (position + 1);
      case SecretUriRefusal.EmptyJunction(int position) ->
          "found a slash with no name behind it at position " + position;
      case SecretUriRefusal.BadSeed(int size) ->
          "found a seed of " + size + " bytes where 32 are needed";
      case SecretUriRefusal.BadHex() -> "found 0x with something else than hexadecimal digits";
      case SecretUriRefusal.UnsupportedJunction(int index) ->
          "found a soft junction, number " + (index + 1) + ", which only sr25519 has; write //";
      case SecretUriRefusal.BadMnemonic(MnemonicRefusal mnemonic) ->
          switch (mnemonic) {
            case MnemonicRefusal.WrongWordCount(int found) ->
                "found a phrase of " + found + " words; it has 12, 15, 18, 21 or 24";
            case MnemonicRefusal.UnknownWord(int index) ->
                "found a word, number " + (index + 1) + ", that is not of the English list";
            case MnemonicRefusal.WrongChecksum() ->
                "found a phrase whose checksum is wrong; a word of it is another";
          };
    };
  }
}
