package io.braid.cli.chain;

import io.braid.cli.Refusal;
import io.braid.cli.RuntimeOptions;
import io.braid.devnet.BuiltRuntimes;
import io.braid.executor.Executor;
import io.braid.primitives.Bytes;
import io.braid.service.chainspec.ChainSpec;
import io.braid.service.chainspec.ChainSpec.RuntimeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** {@code braid chain-spec build}. */
@Command(
    name = "build",
    description = "Writes the specification of a new chain.",
    mixinStandardHelpOptions = true)
final class BuildSpec implements Runnable {
  @Option(
      names = "--runtime",
      paramLabel = "NAME|FILE",
      defaultValue = "relay",
      description = "A built runtime (relay, hub, template) or a blob; default: relay.")
  private String runtime = "relay";

  @ArgGroup private Config config = new Config();

  /** One of them. */
  static final class Config {
    @Option(
        names = "--preset",
        paramLabel = "NAME",
        description = "A genesis config that the runtime knows; default: local_testnet.")
    private Optional<String> preset = Optional.empty();

    @Option(
        names = "--patch",
        paramLabel = "FILE",
        description = "What differs from the runtime's default config, in JSON.")
    private Optional<Path> patch = Optional.empty();

    @Option(names = "--full", paramLabel = "FILE", description = "The whole config, in JSON.")
    private Optional<Path> full = Optional.empty();
  }

  @Option(names = "--chain-name", paramLabel = "NAME", description = "For people.")
  private Optional<String> name = Optional.empty();

  @Option(names = "--chain-id", paramLabel = "ID", description = "Names folders.")
  private Optional<String> id = Optional.empty();

  @Option(
      names = "--chain-type",
      paramLabel = "TYPE",
      description = "Development, Local, Live, or a name of your own.")
  private Optional<String> type = Optional.empty();

  @Option(names = "--para-id", paramLabel = "ID", description = "For a parachain.")
  private Optional<Integer> paraId = Optional.empty();

  @Option(
      names = "--relay-chain",
      paramLabel = "ID",
      description = "The id of the relay chain's specification, for a parachain.")
  private Optional<String> relayChain = Optional.empty();

  @Option(
      names = "--bootnode",
      paramLabel = "ADDRESS",
      description = "Where to find the network, with /p2p/ and a peer's id; may be repeated.")
  private List<String> bootNodes = List.of();

  @Option(names = "--raw", description = "Write the state itself, as nodes of others need it.")
  private boolean raw;

  @Mixin private SpecOutput output = new SpecOutput();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    Executor executor = new RuntimeOptions().execution(InstantSource.system()).runtimes();
    Optional<Bytes> built = BuiltRuntimes.blob(runtime);
    Bytes code = built.orElseGet(() -> Bytes.wrap(read(Path.of(runtime), "--runtime")));
    String named = built.isPresent() ? runtime : stem(Path.of(runtime));
    boolean development = config.preset.filter(Chains.DEVELOPMENT::equals).isPresent();
    ChainSpec base = Chains.of(named, code, config(code, executor), development);
    ChainSpec plain =
        new ChainSpec(
            name.orElse(base.name()),
            id.orElse(base.id()),
            type.orElse(base.chainType()),
            bootNodes,
            base.protocolId(),
            base.properties(),
            parachain(base.parachain()),
            base.genesis(),
            base.others());
    // Made in any case: a specification that its runtime refuses is of no use.
    ChainSpec made = SpecOutput.raw(plain, executor);
    output.write(raw ? made : plain, spec.commandLine().getOut());
  }

  private Optional<ChainSpec.Parachain> parachain(Optional<ChainSpec.Parachain> base) {
    if (paraId.isEmpty() && relayChain.isEmpty()) {
      return base;
    }
    return Optional.of(
        new ChainSpec.Parachain(
            paraId
                .or(() -> base.map(ChainSpec.Parachain::id))
                .orElseThrow(() -> new Refusal("expected --para-id beside --relay-chain")),
            relayChain
                .or(() -> base.map(ChainSpec.Parachain::relayChain))
                .orElseThrow(() -> new Refusal("expected --relay-chain beside --para-id"))));
  }

  private static String stem(Path file) {
    String name = file.getFileName().toString();
    int dot = name.indexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private RuntimeConfig config(Bytes code, Executor executor) {
    if (config.patch.isPresent()) {
      return new RuntimeConfig.Patch(text(config.patch.get(), "--patch"));
    }
    if (config.full.isPresent()) {
      return new RuntimeConfig.Full(text(config.full.get(), "--full"));
    }
    return Chains.preset(runtime, code, config.preset.orElse(Chains.LOCAL_TESTNET), executor);
  }

  private static String text(Path file, String option) {
    String text = Bytes.wrap(read(file, option)).toUtf8();
    try {
      if (new JsonMapper().readTree(text).isObject()) {
        return text;
      }
    } catch (JacksonException e) {
      // refused below
    }
    throw new Refusal("expected a JSON object in " + file + " after " + option);
  }

  private static byte[] read(Path file, String option) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new Refusal(
          option.equals("--runtime")
              ? "expected "
                  + String.join(", ", BuiltRuntimes.names())
                  + " or a blob's file after --runtime, found '"
                  + file
                  + "'"
              : "cannot read " + file + " after " + option + ": name a file that exists");
    }
  }
}
