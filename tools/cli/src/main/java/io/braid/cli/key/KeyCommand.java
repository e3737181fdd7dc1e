package io.braid.cli.key;

import picocli.CommandLine.Command;

/** {@code braid key}: makes, shows and uses keys. */
@Command(
    name = "key",
    description = "Makes, shows and uses keys, as subkey does.",
    mixinStandardHelpOptions = true,
    subcommands = {
      GenerateKey.class,
      InspectKey.class,
      InsertKey.class,
      SignMessage.class,
      VerifySignature.class
    })
public final class KeyCommand {}
