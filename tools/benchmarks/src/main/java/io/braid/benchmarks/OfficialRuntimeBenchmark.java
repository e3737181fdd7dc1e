package io.braid.benchmarks;

import io.braid.consensus.chain.Genesis;
import io.braid.consensus.importing.IncomingBlock;
import io.braid.executor.CallResult;
import io.braid.executor.ExecutionStrategy;
import io.braid.executor.Executor;
import io.braid.executor.host.ChainRuntime;
import io.braid.executor.host.StateHost;
import io.braid.executor.host.StatelessHost;
import io.braid.executor.wasm.RefusedCode;
import io.braid.primitives.Bytes;
import io.braid.primitives.StateVersion;
import io.braid.runtime.api.Block;
import io.braid.runtime.api.BlockCodec;
import io.braid.runtime.api.Digest;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.HeaderCodec;
import io.braid.service.Execution;
import io.braid.service.chainspec.ChainSpec;
import io.braid.service.chainspec.ChainSpecJson;
import io.braid.service.chainspec.ChainSpecRead;
import io.braid.service.chainspec.GenesisState;
import io.braid.service.standalone.BlockFile;
import io.braid.storage.CompiledCodeFolder;
import io.braid.trie.NodeSource;
import io.braid.trie.StateTrie;
import io.braid.trie.TrieRoot;
import io.braid.trie.TrieUpdate;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A runtime that others wrote: the time from a process's start to its first executed block, when
 * its code was compiled before and when it was not; and the same calls on the same state in
 * Chopsticks' executor, as a ratio. Arguments: a chain specification, a file whose first block
 * stands on its genesis, the seconds to repeat each call (default 10), and the folder of the client
 * scripts (default {@code tools/client-tests}).
 */
public final class OfficialRuntimeBenchmark {
  private static final String VERSION = "Core_version";
  private static final String METADATA = "Metadata_metadata";
  private static final String INITIALIZE = "Core_initialize_block";
  private static final String EXECUTE = "Core_execute_block";

  private final Genesis genesis;
  private final StateTrie state;

  /** What both executors are asked: Chopsticks' does not compute state roots within a call. */
  private final Map<String, Bytes> calls = new LinkedHashMap<>();

  private final Block first;
  private final Executor executor;

  private OfficialRuntimeBenchmark(Path specification, Path blocks, Path compiledCode)
      throws IOException {
    Execution execution =
        Execution.of(
            ExecutionStrategy.WASM,
            List.of(),
            new CompiledCodeFolder(compiledCode, InstantSource.system()));
    executor = execution.runtimes();
    genesis = genesis(specification);
    TrieUpdate built = TrieRoot.build(genesis.top(), StateVersion.V0, StatelessHost.BLAKE2);
    state =
        new StateTrie(built.root(), NodeSource.EMPTY.over(built.newNodes()), StatelessHost.BLAKE2);
    calls.put(VERSION, Bytes.EMPTY);
    calls.put(METADATA, Bytes.EMPTY);
    first = first(blocks);
    calls.put(INITIALIZE, HeaderCodec.CODEC.encodeToBytes(first.header()));
  }

  private Genesis genesis(Path specification) throws IOException {
    ChainSpec spec =
        switch (ChainSpecJson.read(Files.readString(specification))) {
          case ChainSpecRead.Accepted(ChainSpec read) -> read;
          case ChainSpecRead.Refused(String reason) -> throw new IllegalArgumentException(reason);
        };
    return switch (GenesisState.of(spec.genesis(), executor)) {
      case GenesisState.Made.State(Genesis made) -> made;
      case GenesisState.Made.Refused(String reason) -> throw new IllegalArgumentException(reason);
    };
  }

  /** The first block as a runtime gets it: without its seal. */
  private static Block first(Path file) throws IOException {
    IncomingBlock first =
        switch (BlockFile.read(file)) {
          case BlockFile.Read.Blocks(List<IncomingBlock> blocks) -> blocks.getFirst();
          case BlockFile.Read.Refused(String reason) -> throw new IllegalArgumentException(reason);
        };
    Header sealed = first.header();
    List<DigestItem> unsealed =
        sealed.digest().logs().stream().filter(item -> !(item instanceof DigestItem.Seal)).toList();
    Header header =
        new Header(
            sealed.parentHash(),
            sealed.number(),
            sealed.stateRoot(),
            sealed.extrinsicsRoot(),
            new Digest(unsealed));
    return new Block(header, first.body());
  }

  private void run(String name, Bytes argument) {
    try {
      ChainRuntime runtime = executor.runtimeOf(state);
      CallResult result = executor.call(runtime, StateHost.over(state), name, argument.toArray());
      if (!(result instanceof CallResult.Returned)) {
        throw new IllegalStateException(name + ": " + result);
      }
    } catch (RefusedCode e) {
      throw new IllegalStateException(e);
    }
  }

  /** Milliseconds of the mean run. */
  private double repeat(String name, Bytes argument, int seconds) {
    run(name, argument);
    long start = System.nanoTime();
    long runs = 0;
    while (System.nanoTime() - start < seconds * 1_000_000_000L) {
      run(name, argument);
      runs++;
    }
    return (System.nanoTime() - start) / 1e6 / runs;
  }

  /** What the Node script reads. */
  private String task(int seconds) {
    JsonMapper mapper = new JsonMapper();
    ObjectNode task = mapper.createObjectNode();
    ObjectNode entries = task.putObject("state");
    genesis.top().forEach((key, value) -> entries.put(key.hex(), value.hex()));
    task.put("wasm", Optional.ofNullable(genesis.top().get(Executor.CODE_KEY)).orElseThrow().hex());
    task.put("seconds", seconds);
    ArrayNode list = task.putArray("calls");
    calls.forEach((name, argument) -> list.addArray().add(name).add(argument.hex()));
    return mapper.writeValueAsString(task);
  }

  private Map<String, Double> chopsticks(Path scripts, int seconds)
      throws IOException, InterruptedException {
    Path task = Files.createTempFile("calls", ".json");
    Files.writeString(task, task(seconds));
    Process node =
        new ProcessBuilder("node", "executor.bench.mjs", task.toString())
            .directory(scripts.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Map<String, Double> means = new LinkedHashMap<>();
    // Beside the results stand the lines that the executor logs.
    for (String line : node.inputReader().lines().filter(l -> l.startsWith("{")).toList()) {
      JsonNode result = new JsonMapper().readTree(line);
      means.put(result.path("name").asString(""), result.path("mean").asDouble());
    }
    if (node.waitFor() != 0) {
      throw new IllegalStateException("the script in " + scripts + " failed");
    }
    Files.delete(task);
    return means;
  }

  /** Milliseconds from the start of a process to the first block that it executed. */
  private static double firstBlock(Path specification, Path blocks, Path compiledCode)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:-DontCompileHugeMethods",
            "-cp",
            System.getProperty("java.class.path"),
            OfficialRuntimeBenchmark.class.getName(),
            "first",
            specification.toString(),
            blocks.toString(),
            compiledCode.toString()));
    long start = System.nanoTime();
    int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (exit != 0) {
      throw new IllegalStateException("the first block was not executed");
    }
    return (System.nanoTime() - start) / 1e6;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length > 0 && arguments[0].equals("first")) {
      OfficialRuntimeBenchmark once =
          new OfficialRuntimeBenchmark(
              Path.of(arguments[1]), Path.of(arguments[2]), Path.of(arguments[3]));
      once.run(EXECUTE, BlockCodec.CODEC.encodeToBytes(once.first));
      return;
    }
    Path specification = Path.of(arguments[0]);
    Path blocks = Path.of(arguments[1]);
    int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 10;
    Path scripts = Path.of(arguments.length > 3 ? arguments[3] : "tools/client-tests");
    PrintStream out = System.out;
    Path compiledCode = Files.createTempDirectory("compiled-code");
    out.printf(
        "process to first block, cold      %9.0f ms%n",
        firstBlock(specification, blocks, compiledCode));
    out.printf(
        "process to first block, cached    %9.0f ms%n",
        firstBlock(specification, blocks, compiledCode));
    OfficialRuntimeBenchmark benchmark =
        new OfficialRuntimeBenchmark(specification, blocks, compiledCode);
    Map<String, Double> theirs = benchmark.chopsticks(scripts, seconds);
    benchmark.calls.forEach((name, argument) -> {
      double ours = benchmark.repeat(name, argument, seconds);
      double other = theirs.getOrDefault(name, Double.NaN);
      out.printf(
          "%-24s %9.2f ms, Chopsticks' executor %9.2f ms: %.1f times as long%n",
          name, ours, other, other / ours);
    });
  }
}
