package io.braid.cli.chain;

import io.braid.cli.Refusal;
import io.braid.cli.RuntimeOptions;
import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Database;
import io.braid.consensus.chain.MemoryDatabase;
import io.braid.consensus.importing.ImportRefusal;
import io.braid.consensus.importing.ImportResult;
import io.braid.consensus.importing.IncomingBlock;
import io.braid.primitives.Hash256;
import io.braid.service.Execution;
import io.braid.service.NodeThread;
import io.braid.service.RealWorld;
import io.braid.service.World;
import io.braid.service.chainspec.ChainSpec;
import io.braid.service.standalone.BlockFile;
import io.braid.service.standalone.BlockImport;
import io.braid.service.standalone.NodeFolder;
import io.braid.storage.DatabaseRefused;
import io.braid.storage.RocksDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code braid import-blocks}. */
@Command(
    name = "import-blocks",
    description = "Verifies and executes a relay chain's blocks from a file.",
    mixinStandardHelpOptions = true)
public final class ImportBlocks implements Callable<Integer> {
  @Option(
      names = "--chain",
      required = true,
      paramLabel = "FILE|PRESET",
      description = "The chain: its specification, or a preset.")
  private String chain = "";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Keep the chain in this node's folder; without it nothing is kept.")
  private Optional<Path> data = Optional.empty();

  @Parameters(
      paramLabel = "FILE",
      description = "What export-blocks --binary wrote, or a line of JSON a block.")
  private Path file = Path.of("");

  @Mixin private RuntimeOptions runtimes = new RuntimeOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    List<IncomingBlock> blocks = blocks();
    // On a node's thread, whose stack is deep: runtimes recurse.
    try (World world = new RealWorld();
        NodeThread thread = world.thread("import", bug -> {})) {
      return thread.ask(() -> imported(blocks, world.clock())).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private List<IncomingBlock> blocks() {
    try {
      return switch (BlockFile.read(file)) {
        case BlockFile.Read.Blocks(List<IncomingBlock> blocks) -> blocks;
        case BlockFile.Read.Refused(String reason) -> throw new Refusal(file + ": " + reason);
      };
    } catch (IOException e) {
      throw new Refusal("cannot read " + file + ": name a file that exists");
    }
  }

  private int imported(List<IncomingBlock> blocks, InstantSource clock) {
    Execution execution = runtimes.execution(clock);
    ChainSpec specification = Chains.find(chain, execution.runtimes());
    if (data.isEmpty()) {
      return imported(blocks, open(specification, execution, new MemoryDatabase(), clock));
    }
    try (RocksDatabase database =
        RocksDatabase.open(NodeFolder.of(data.get(), specification.id()).database())) {
      return imported(blocks, open(specification, execution, database, clock));
    } catch (DatabaseRefused e) {
      throw new Refusal(e.getMessage() + "; choose another folder with --data");
    }
  }

  private BlockImport open(
      ChainSpec specification, Execution execution, Database database, InstantSource clock) {
    try {
      return new BlockImport(
          database,
          execution.runtimes(),
          Chains.genesis(specification, execution.runtimes()),
          runtimes.pruning(),
          clock);
    } catch (IllegalArgumentException e) {
      throw new Refusal("cannot run " + specification.id() + ": " + e.getMessage());
    }
  }

  private int imported(List<IncomingBlock> blocks, BlockImport into) {
    PrintWriter out = spec.commandLine().getOut();
    long start = System.nanoTime();
    int count = 0;
    for (IncomingBlock block : blocks) {
      Optional<String> trouble = trouble(into.offer(block));
      if (trouble.isPresent()) {
        throw new Refusal("block " + block.header().number() + ": " + trouble.get());
      }
      count++;
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    BlockRef best = into.chain().best();
    out.println(
        String.format(
            Locale.ROOT,
            "%d blocks, every seal and state root right, in %.1f s (%.0f a second)",
            count,
            seconds,
            count / seconds));
    out.println("best " + best.number() + " " + best.hash().hex());
    out.flush();
    return 0;
  }

  private static Optional<String> trouble(ImportResult result) {
    return switch (result) {
      case ImportResult.Imported imported -> Optional.empty();
      case ImportResult.AlreadyKnown known -> Optional.empty();
      case ImportResult.ParentUnknown(BlockRef block, Hash256 parent) ->
          Optional.of("expected its parent " + parent.hex() + " before it; begin with block 1");
      case ImportResult.Refused(BlockRef block, ImportRefusal reason) ->
          Optional.of(
              switch (reason) {
                case ImportRefusal.StateRoot(Hash256 inHeader, Hash256 executed) ->
                    "expected the state root "
                        + inHeader.hex()
                        + " of its header, found "
                        + executed.hex()
                        + " after executing it";
                case ImportRefusal.Execution(String trap) -> "the runtime refused it: " + trap;
                default -> "refused: " + reason;
              });
    };
  }
}
