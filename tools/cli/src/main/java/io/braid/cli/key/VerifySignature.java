package io.braid.cli.key;

import io.braid.cli.Refusal;
import io.braid.crypto.ecdsa.Ecdsa;
import io.braid.crypto.ed25519.Ed25519;
import io.braid.crypto.keys.KeyScheme;
import io.braid.crypto.sr25519.Sr25519;
import io.braid.crypto.ss58.Ss58;
import io.braid.crypto.ss58.Ss58Decoded;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code braid key verify}. */
@Command(
    name = "verify",
    description = "Checks a signature; exit code 0 when it is the key's, 1 when it is not.",
    mixinStandardHelpOptions = true)
final class VerifySignature implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "SIGNATURE", description = "In hexadecimal.")
  private String signature = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "KEY",
      description =
          "The public key in hexadecimal, its address, or a secret URI; asked for without.")
  private Optional<String> key = Optional.empty();

  @Mixin private Scheme scheme = new Scheme();
  @Mixin private Message message = new Message();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    KeyScheme chosen = scheme.get();
    byte[] publicKey = publicKey(Scheme.uri(key), chosen).toArray();
    byte[] found = signature(chosen).toArray();
    byte[] text = message.get();
    boolean valid =
        switch (chosen) {
          case SR25519 -> Sr25519.verify(found, text, publicKey);
          case ED25519 -> Ed25519.verify(found, text, publicKey);
          case ECDSA -> Ecdsa.verify(found, text, publicKey);
        };
    spec.commandLine()
        .getOut()
        .println(valid ? "Signature verifies correctly." : "Signature invalid.");
    return valid ? 0 : 1;
  }

  private Bytes signature(KeyScheme chosen) {
    int size = chosen == KeyScheme.ECDSA ? 65 : 64;
    try {
      Bytes bytes = Bytes.fromHex(signature);
      if (bytes.size() == size) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // refused below
    }
    throw new Refusal(
        "expected a signature of " + size + " bytes in hexadecimal, found '" + signature + "'");
  }

  private Bytes publicKey(String text, KeyScheme chosen) {
    if (Ss58.decode(text) instanceof Ss58Decoded.Address(int prefix, AccountId account)
        && chosen != KeyScheme.ECDSA) {
      return account.bytes();
    }
    int digits = chosen == KeyScheme.ECDSA ? 66 : 64;
    String hex = text.startsWith("0x") ? text.substring(2) : text;
    // 32 bytes may be a seed as well: as in subkey, they are the public key here.
    return hex.length() == digits && hex.chars().allMatch(c -> Character.digit(c, 16) >= 0)
        ? InspectKey.publicKey(text, chosen)
        : scheme.resolve(text).pair().publicKey();
  }
}
