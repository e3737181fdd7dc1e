package io.braid.cli.chain;

import picocli.CommandLine.Command;

/** {@code braid chain-spec}. */
@Command(
    name = "chain-spec",
    description = "Writes and converts chain specifications, the ecosystem's JSON.",
    mixinStandardHelpOptions = true,
    subcommands = {BuildSpec.class, ConvertSpec.class})
public final class ChainSpecCommand {}
