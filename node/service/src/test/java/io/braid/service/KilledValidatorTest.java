package io.braid.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.braid.consensus.chain.Batch;
import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.Column;
import io.braid.consensus.chain.Database;
import io.braid.consensus.chain.DatabaseFailure;
import io.braid.consensus.chain.ForeignDatabase;
import io.braid.consensus.grandpa.SignedMessage;
import io.braid.consensus.grandpa.SignedMessageCodec;
import io.braid.consensus.sync.BlockAnnounceCodec;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.babe.BabePreDigestCodec;
import io.braid.scale.ScaleReader;
import io.braid.storage.RocksDatabase;
import io.braid.trie.StateTrie;
import io.braid.trie.TrieKeys;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A validator on a real disk whose process or disk fails. */
class KilledValidatorTest {
  private static final int KILLS = 6;
  private static final long SEED = 11;

  @TempDir private Path folder;

  /** What was said, by set, round and stage. */
  private final Map<String, SignedMessage> votes = new LinkedHashMap<>();

  private final Map<Long, Hash256> blocks = new LinkedHashMap<>();
  private Optional<BlockRef> told = Optional.empty();

  @Test
  void aKilledValidatorComesBackWithAllItToldAndSignsNothingTwice() throws Exception {
    Random random = new Random(SEED);
    for (int kill = 0; kill < KILLS; kill++) {
      int before = told.map(BlockRef::number).orElse(0);
      runAndKill(before + 1 + random.nextInt(4), random.nextInt(60));
      String when = "seed " + SEED + ", kill " + kill;
      assertThat(told.orElseThrow().number()).as(when).isGreaterThan(before);
      requireWhole(when);
    }
    assertThat(votes).hasSizeGreaterThan(2 * KILLS);
    assertThat(blocks).hasSizeGreaterThan(KILLS);
  }

  /** Runs the process until a block is final, and some lines longer; ends it with SIGKILL. */
  private void runAndKill(int finalised, int moreLines) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                LoneValidator.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      int more = 0;
      String line = output.readLine();
      while (line != null) {
        hear(line);
        boolean enough = told.map(BlockRef::number).orElse(0) >= finalised;
        if (enough && more++ == moreLines) {
          // By its handle: the other way closes the output, which is still to be read.
          process.toHandle().destroyForcibly();
        }
        line = output.readLine();
      }
    }
    assertThat(process.waitFor()).as("ended by SIGKILL").isEqualTo(128 + 9);
  }

  private void hear(String line) {
    String[] words = line.split(" ");
    switch (words[0]) {
      case "FINAL" ->
          told =
              Optional.of(
                  new BlockRef(Integer.parseInt(words[1]), Hash256.of(Bytes.fromHex(words[2]))));
      case "GRANDPA" -> hearVote(Bytes.fromHex(words[1]));
      case "BLOCK_ANNOUNCES" ->
          hearBlock(BlockAnnounceCodec.CODEC.decodeAll(Bytes.fromHex(words[1])).header());
      default -> {}
    }
  }

  private void hearVote(Bytes message) {
    if (message.get(0) != 0) {
      return;
    }
    ScaleReader in = new ScaleReader(message.slice(1));
    long round = in.u64();
    long setId = in.u64();
    SignedMessage vote = SignedMessageCodec.CODEC.decode(in);
    String stage = setId + "/" + round + "/" + vote.message().getClass().getSimpleName();
    SignedMessage first = votes.putIfAbsent(stage, vote);
    if (first != null) {
      assertThat(vote).as(stage).isEqualTo(first);
    }
  }

  private void hearBlock(Header header) {
    for (DigestItem item : header.digest().logs()) {
      if (item instanceof DigestItem.PreRuntime(Bytes engine, Bytes data)) {
        long slot = BabePreDigestCodec.CODEC.decodeAll(data).slot();
        Hash256 hash = BlockRef.hash(header);
        Hash256 first = blocks.putIfAbsent(slot, hash);
        assertThat(first == null || first.equals(hash)).as("slot %d", slot).isTrue();
      }
    }
  }

  private void requireWhole(String when) throws Exception {
    BlockRef last = told.orElseThrow();
    try (RocksDatabase database = RocksDatabase.open(folder)) {
      Chain chain = LoneValidator.open(database, 10);
      assertThat(chain.finalised().number()).as(when).isGreaterThanOrEqualTo(last.number());
      assertThat(chain.hashAt(last.number())).as(when).contains(last.hash());
      for (Hash256 block : blocks.values()) {
        assertThat(chain.isKnown(block)).as(when).isTrue();
      }
      assertThat(entries(chain, chain.best())).as(when).isGreaterThan(20);
      assertThat(entries(chain, chain.finalised())).as(when).isGreaterThan(20);
    }
  }

  /** Reads a whole state. */
  private static int entries(Chain chain, BlockRef block) {
    StateTrie state = chain.state(block.hash()).orElseThrow();
    TrieKeys keys = state.keys(Bytes.EMPTY);
    int count = 0;
    for (Optional<Bytes> key = keys.next(); key.isPresent(); key = keys.next()) {
      assertThat(state.get(key.get())).isPresent();
      count++;
    }
    return count;
  }

  @Test
  void aDatabaseOfAnotherChainIsRefusedAndStaysAsItIs() throws Exception {
    BlockRef genesis;
    try (RocksDatabase database = RocksDatabase.open(folder)) {
      genesis = LoneValidator.open(database, 10).genesis();
      assertThatThrownBy(() -> LoneValidator.open(database, 20))
          .isInstanceOf(ForeignDatabase.class)
          .hasMessageContaining("found one of " + genesis.hash())
          .hasMessageContaining("choose another folder");
    }
    try (RocksDatabase database = RocksDatabase.open(folder)) {
      assertThat(LoneValidator.open(database, 10).best()).isEqualTo(genesis);
    }
  }

  @Test
  void aCommitThatFailsEndsTheNodeAndItsDatabaseOpensAgain() throws Exception {
    Queue<Throwable> ends = new ConcurrentLinkedQueue<>();
    Queue<String> sent = new ConcurrentLinkedQueue<>();
    BlockRef best;
    try (RocksDatabase database = RocksDatabase.open(folder);
        NodeThread thread = new NodeLoop("validator", ends::add)) {
      Chain chain = LoneValidator.open(new FullDisk(database, 40), 10);
      LoneValidator.start(chain, thread, LoneValidator.peer(sent::add));
      await().until(() -> !ends.isEmpty());
      int heard = sent.size();
      Thread.sleep(500);

      assertThat(ends).hasSize(1);
      assertThat(ends.element()).hasMessage("no room");
      assertThat(sent).as("nothing is said after that").hasSize(heard);
    }
    try (RocksDatabase database = RocksDatabase.open(folder);
        NodeThread thread = new NodeLoop("validator", ends::add)) {
      Chain chain = LoneValidator.open(database, 10);
      best = chain.best();
      assertThat(best.number()).isPositive();
      assertThat(entries(chain, best)).isGreaterThan(20);
      LoneValidator.start(chain, thread, LoneValidator.peer(sent::add));
      await().until(() -> thread.ask(() -> chain.best().number()).join() > best.number());
    }
  }

  /** A disk with room for some commits only. */
  private static final class FullDisk implements Database {
    private final Database disk;
    private int commits;

    FullDisk(Database disk, int commits) {
      this.disk = disk;
      this.commits = commits;
    }

    @Override
    public Optional<Bytes> get(Column column, Bytes key) {
      return disk.get(column, key);
    }

    @Override
    public void commit(Batch batch) {
      if (commits-- <= 0) {
        throw new DatabaseFailure("no room", new IOException("full"));
      }
      disk.commit(batch);
    }
  }
}
