package io.braid.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.braid.consensus.chain.Batch;
import io.braid.consensus.chain.Column;
import io.braid.primitives.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksDatabaseTest {
  private static final Bytes KEY = Bytes.utf8("key");

  @TempDir private Path folder;

  @Test
  void whatWasCommittedIsThereAfterReopening() throws Exception {
    try (RocksDatabase database = RocksDatabase.open(folder)) {
      database.commit(
          new Batch()
              .put(Column.HEADER, KEY, Bytes.utf8("header"))
              .put(Column.NODE, KEY, Bytes.utf8("node")));
    }
    try (RocksDatabase database = RocksDatabase.open(folder)) {
      assertThat(database.get(Column.HEADER, KEY)).contains(Bytes.utf8("header"));
      assertThat(database.get(Column.NODE, KEY)).contains(Bytes.utf8("node"));
      assertThat(database.get(Column.BODY, KEY)).isEmpty();
    }
  }

  @Test
  void laterWritesOfABatchWinOverEarlierOnes() throws Exception {
    try (RocksDatabase database = RocksDatabase.open(folder)) {
      database.commit(
          new Batch()
              .put(Column.AUXILIARY, KEY, Bytes.utf8("first"))
              .remove(Column.AUXILIARY, KEY));

      assertThat(database.get(Column.AUXILIARY, KEY)).isEmpty();
    }
  }

  @Test
  void aFolderThatIsOpenAlreadyIsRefusedByName() throws Exception {
    try (RocksDatabase database = RocksDatabase.open(folder)) {
      assertThat(database.get(Column.HEADER, KEY)).isEmpty();
      assertThatThrownBy(() -> RocksDatabase.open(folder))
          .isInstanceOf(DatabaseRefused.class)
          .hasMessageContaining(folder.toString());
    }
  }

  @Test
  void itsSizeIsThatOfItsFiles() throws Exception {
    try (RocksDatabase database = RocksDatabase.open(folder)) {
      long before = database.sizeBytes();
      database.commit(new Batch().put(Column.BODY, KEY, Bytes.wrap(new byte[1 << 20])));

      assertThat(database.sizeBytes() - before).isBetween(1L << 20, (1L << 20) + (1 << 16));
    }
  }

  /** To read after the closing once ended the whole process. */
  @Test
  void whoComesAfterTheClosingIsToldSo() throws Exception {
    RocksDatabase database = RocksDatabase.open(folder);
    database.close();
    database.close();

    assertThatThrownBy(() -> database.get(Column.HEADER, KEY))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the database in " + folder + " is closed");
    assertThatThrownBy(() -> database.commit(new Batch().remove(Column.HEADER, KEY)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void closingWaitsForReadersOnOtherThreads() throws Exception {
    RocksDatabase database = RocksDatabase.open(folder);
    database.commit(new Batch().put(Column.NODE, KEY, Bytes.utf8("node")));
    CountDownLatch reading = new CountDownLatch(1);
    CompletableFuture<String> reader =
        CompletableFuture.supplyAsync(() -> {
          try {
            while (true) {
              assertThat(database.get(Column.NODE, KEY)).contains(Bytes.utf8("node"));
              reading.countDown();
            }
          } catch (IllegalStateException closed) {
            return String.valueOf(closed.getMessage());
          }
        });
    reading.await();
    database.close();

    assertThat(reader.get()).isEqualTo("the database in " + folder + " is closed");
  }

  @Test
  void aFileInTheFoldersPlaceIsRefusedByName() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "not a folder");

    assertThatThrownBy(() -> RocksDatabase.open(file))
        .isInstanceOf(DatabaseRefused.class)
        .hasMessageContaining(file.toString());
  }
}
