package io.braid.service.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.MemoryDatabase;
import io.braid.consensus.chain.StatePruning;
import io.braid.consensus.importing.ImportRefusal;
import io.braid.consensus.importing.ImportResult;
import io.braid.consensus.importing.IncomingBlock;
import io.braid.executor.ExecutionStrategy;
import io.braid.executor.wasm.CompiledCodeCache;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Block;
import io.braid.runtime.api.BlockCodec;
import io.braid.scale.ScaleWriter;
import io.braid.service.Execution;
import io.braid.service.RealChains;
import io.braid.service.chainspec.ChainSpec.GenesisSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Westend's first blocks, executed by the runtime that its genesis had. */
class BlockImportTest {
  private static final String BLOCKS = "westend-blocks-1-128.jsonl";

  @TempDir private Path folder;

  private static BlockImport westend() throws Exception {
    GenesisSource.Raw raw = (GenesisSource.Raw) RealChains.spec("westend-genesis").genesis();
    Execution execution = Execution.of(ExecutionStrategy.WASM, List.of(), CompiledCodeCache.NONE);
    return new BlockImport(
        new MemoryDatabase(),
        execution.runtimes(),
        raw.state(),
        StatePruning.DEFAULT,
        InstantSource.system());
  }

  private static List<IncomingBlock> read(Path file) throws Exception {
    return ((BlockFile.Read.Blocks) BlockFile.read(file)).blocks();
  }

  private static String refused(Path file) throws Exception {
    return ((BlockFile.Read.Refused) BlockFile.read(file)).reason();
  }

  /** The hash of block 128 is the real chain's. */
  @Test
  void westendsBlocksImportWithEveryStateRootEqual() throws Exception {
    BlockImport westend = westend();

    for (IncomingBlock block : read(RealChains.file(BLOCKS))) {
      assertThat(westend.offer(block)).isInstanceOf(ImportResult.Imported.class);
    }

    assertThat(westend.chain().best())
        .isEqualTo(
            new BlockRef(
                128,
                Hash256.fromHex(
                    "0x5490ddb4f096e061a7e4c69761da48abb275c84d2e9b22ef29d60d7dd9085e8a")));
  }

  @Test
  void aBlockWithoutOneOfItsExtrinsicsIsRefused() throws Exception {
    IncomingBlock first = read(RealChains.file(BLOCKS)).getFirst();
    IncomingBlock less =
        new IncomingBlock(first.header(), first.body().subList(1, first.body().size()), List.of());

    assertThat(westend().offer(less))
        .isInstanceOfSatisfying(
            ImportResult.Refused.class,
            refused ->
                assertThat(refused.reason())
                    .isInstanceOfAny(ImportRefusal.Execution.class, ImportRefusal.Inherents.class));
  }

  /** The form that Substrate exports: how many, then blocks with their justifications. */
  @Test
  void binaryFilesHoldTheSameBlocks() throws Exception {
    List<IncomingBlock> lines = read(RealChains.file(BLOCKS));
    ScaleWriter out = new ScaleWriter().u64(lines.size());
    for (IncomingBlock block : lines) {
      out.write(BlockCodec.CODEC, new Block(block.header(), block.body())).u8(0);
    }
    Path file = Files.write(folder.resolve("blocks"), out.toArray());

    assertThat(read(file)).isEqualTo(lines);
  }

  @Test
  void aBrokenFileIsRefusedWithTheBlockWhereItBreaks() throws Exception {
    List<String> lines = new ArrayList<>(Files.readAllLines(RealChains.file(BLOCKS)).subList(0, 3));
    lines.set(2, lines.get(2).replace("\"header\": \"0x", "\"header\": \"0xzz"));

    assertThat(refused(Files.write(folder.resolve("blocks"), lines))).startsWith("line 3: ");
    assertThat(
            refused(Files.write(folder.resolve("short"), new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 9})))
        .startsWith("block 1 of the file: ");
    assertThat(refused(Files.write(folder.resolve("empty"), Bytes.EMPTY.toArray())))
        .startsWith("block 1 of the file: ");
  }
}
