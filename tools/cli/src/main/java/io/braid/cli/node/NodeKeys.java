package io.braid.cli.node;

import io.braid.cli.Refusal;
import io.braid.cli.key.KeystoreOptions;
import io.braid.consensus.keys.MemoryKeystore;
import io.braid.consensus.ports.Keystore;
import io.braid.crypto.NonceEntropy;
import io.braid.devnet.DevelopmentKeys;
import io.braid.service.chainspec.ChainSpec;
import io.braid.service.standalone.NodeFolder;
import io.braid.storage.keys.KeystoreFolder;
import io.braid.storage.keys.KeystoreRefused;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which keys a node signs with. */
final class NodeKeys {
  private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");

  @Option(
      names = "--dev-keys",
      paramLabel = "NAME",
      description = "Use the well-known keys of a development account, such as alice.")
  private Optional<String> account = Optional.empty();

  @Mixin private KeystoreOptions keystore = new KeystoreOptions();

  /**
   * The keys.
   *
   * @param signs what the node is, when it signs; then it needs keys
   */
  Keystore open(Optional<Path> data, ChainSpec chain, Optional<String> signs) {
    NonceEntropy entropy = new SecureRandom()::nextBytes;
    if (account.isPresent()) {
      if (!ACCOUNT.matcher(account.get()).matches()) {
        throw new Refusal(
            "expected a name such as alice after --dev-keys, found '" + account.get() + "'");
      }
      return DevelopmentKeys.keystore(account.get(), entropy);
    }
    if (data.isEmpty()) {
      signs.ifPresent(role -> {
        throw new Refusal(
            "expected --data with a keystore, or --dev-keys: a " + role + " needs keys");
      });
      return new MemoryKeystore(entropy);
    }
    try {
      return KeystoreFolder.open(
          NodeFolder.of(data.get(), chain.id()).keystore(), keystore.password(), entropy);
    } catch (KeystoreRefused e) {
      throw new Refusal(String.valueOf(e.getMessage()));
    }
  }
}
