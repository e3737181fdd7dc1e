package io.braid.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.braid.consensus.chain.Batch;
import io.braid.consensus.chain.Column;
import io.braid.primitives.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a database does not take, and what is left of it when its process or its disk fails. */
class RefusalTest {
  private static final int KILLS = 6;

  @TempDir private Path folder;

  private Path format() {
    return folder.resolve(FormatVersion.FILE);
  }

  @Test
  void aNewerFormatIsRefusedWithBothVersionsAndNothingIsTouched() throws Exception {
    Files.writeString(format(), "2\n");

    assertThatThrownBy(() -> RocksDatabase.open(folder))
        .isInstanceOf(DatabaseRefused.class)
        .hasMessage(
            "the database in "
                + folder
                + " has format version 2, this Braid knows versions up to 1; start a newer Braid");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(format());
    }
  }

  @Test
  void aFormatThatIsNoNumberIsRefused() throws Exception {
    Files.writeString(format(), "one");

    assertThatThrownBy(() -> RocksDatabase.open(folder))
        .isInstanceOf(DatabaseRefused.class)
        .hasMessage("expected a number in " + format() + ", found \"one\"");
  }

  @Test
  void aFolderFromBeforeVersionsWereWrittenIsTakenAndGetsIts() throws Exception {
    try (RocksDatabase database = RocksDatabase.open(folder)) {
      database.commit(new Batch().put(Column.HEADER, Bytes.utf8("key"), Bytes.utf8("value")));
    }
    assertThat(format()).hasContent("1\n");
    Files.delete(format());

    try (RocksDatabase database = RocksDatabase.open(folder)) {
      assertThat(database.get(Column.HEADER, Bytes.utf8("key"))).contains(Bytes.utf8("value"));
    }
    assertThat(format()).hasContent("1\n");
  }

  @Test
  void aFolderThatAnotherProcessHasOpenIsRefusedByName() throws Exception {
    try (ChildProcess child = ChildProcess.start(folder)) {
      assertThatThrownBy(() -> RocksDatabase.open(folder))
          .isInstanceOf(DatabaseRefused.class)
          .hasMessage("another process has the database in " + folder + " open; stop it first");
    }
  }

  @Test
  void whatAProcessStoredIsWholeHoweverOftenItIsKilled() throws Exception {
    long seed = 7;
    Random random = new Random(seed);
    int told = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      try (ChildProcess child = ChildProcess.start(folder)) {
        child.go();
        int more = 1 + random.nextInt(200);
        for (int i = 0; i < more; i++) {
          told = Integer.parseInt(child.line().orElseThrow());
        }
        child.kill();
        for (Optional<String> line = child.line(); line.isPresent(); line = child.line()) {
          told = Integer.parseInt(line.get());
        }
      }
      requireWhole("seed " + seed + ", kill " + kill, told);
    }
  }

  private void requireWhole(String when, int told) throws DatabaseRefused {
    try (RocksDatabase database = RocksDatabase.open(folder)) {
      int last = database.get(Column.AUXILIARY, ChildProcess.LAST).map(ChildProcess::number).get();
      // One commit may have been stored before the process could say so.
      assertThat(last).as(when).isBetween(told, told + 1);
      for (int i = 1; i <= last; i++) {
        assertThat(database.get(Column.BODY, ChildProcess.key(i)))
            .as(when)
            .contains(ChildProcess.block(i));
      }
      assertThat(database.get(Column.BODY, ChildProcess.key(last + 1))).as(when).isEmpty();
    }
  }

  /** A limit for files stands for a full disk: the write fails in the same place. */
  @Test
  void aDiskWithoutRoomFailsTheCommitClearlyAndHarmsNothing() throws Exception {
    int told = 0;
    String failure = "";
    try (ChildProcess child = ChildProcess.start(folder)) {
      assumeTrue(child.limitFiles(1 << 20), "prlimit is not here");
      child.go();
      for (Optional<String> line = child.line(); line.isPresent(); line = child.line()) {
        if (line.get().matches("[0-9]+")) {
          told = Integer.parseInt(line.get());
        } else {
          failure = line.get();
        }
      }
    }

    assertThat(failure)
        .startsWith("the database in " + folder + " failed: ")
        .contains("File too large")
        .contains("see that the disk is sound and has room");
    assertThat(told).isBetween(40, 60);
    requireWhole("after the disk was full", told);
    try (ChildProcess child = ChildProcess.start(folder)) {
      child.go();
      assertThat(child.line()).as("it goes on").contains("" + (told + 1));
    }
  }
}
