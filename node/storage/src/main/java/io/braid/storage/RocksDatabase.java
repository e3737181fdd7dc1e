package io.braid.storage;

import io.braid.consensus.chain.Batch;
import io.braid.consensus.chain.Column;
import io.braid.consensus.chain.Database;
import io.braid.consensus.chain.DatabaseFailure;
import io.braid.primitives.Bytes;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * A {@link Database} in a folder, a column family for every {@link Column}. One process at a time
 * may have it open. Closing waits for the reads and the commit that are under way; whoever comes
 * after it gets an {@link IllegalStateException}.
 */
public final class RocksDatabase implements Database, AutoCloseable {
  static {
    RocksDB.loadLibrary();
  }

  private final Path folder;
  private final RocksDB database;
  private final DBOptions options;
  private final ColumnFamilyOptions family;
  private final List<ColumnFamilyHandle> handles;

  /** RocksDB's objects are memory of its own: to use one that is closed ends the process. */
  private final ReadWriteLock use = new ReentrantReadWriteLock();

  private boolean closed;

  private RocksDatabase(
      Path folder,
      RocksDB database,
      DBOptions options,
      ColumnFamilyOptions family,
      List<ColumnFamilyHandle> handles) {
    this.folder = folder;
    this.database = database;
    this.options = options;
    this.family = family;
    this.handles = handles;
  }

  /**
   * Opens the database in {@code folder}, which is made when it is not there.
   *
   * @throws DatabaseRefused when the folder cannot be used, another process has it open, or a newer
   *     Braid wrote it
   */
  public static RocksDatabase open(Path folder) throws DatabaseRefused {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new DatabaseRefused("cannot use the folder " + folder + ": " + e.getMessage());
    }
    FormatVersion.require(folder);
    ColumnFamilyOptions family =
        new ColumnFamilyOptions().setCompressionType(CompressionType.LZ4_COMPRESSION);
    DBOptions options =
        new DBOptions()
            .setCreateIfMissing(true)
            .setCreateMissingColumnFamilies(true)
            .setKeepLogFileNum(2);
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    try {
      RocksDB database = RocksDB.open(options, folder.toString(), families(family), handles);
      return new RocksDatabase(folder, database, options, family, handles);
    } catch (RocksDBException e) {
      options.close();
      family.close();
      throw new DatabaseRefused(whyNotOpened(folder, String.valueOf(e.getMessage())));
    }
  }

  private static String whyNotOpened(Path folder, String reason) {
    // RocksDB says so in words only; its lock is a file of this name.
    return reason.contains(folder.resolve("LOCK").toString())
        ? "another process has the database in " + folder + " open; stop it first"
        : "cannot open the database in " + folder + ": " + reason;
  }

  private static List<ColumnFamilyDescriptor> families(ColumnFamilyOptions options) {
    List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
    descriptors.add(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, options));
    for (Column column : Column.values()) {
      descriptors.add(new ColumnFamilyDescriptor(Bytes.utf8(column.name()).unsafeArray(), options));
    }
    return descriptors;
  }

  @Override
  public Optional<Bytes> get(Column column, Bytes key) {
    use.readLock().lock();
    try {
      requireOpen();
      return Optional.ofNullable(database.get(handle(column), key.unsafeArray())).map(Bytes::wrap);
    } catch (RocksDBException e) {
      throw broken(e);
    } finally {
      use.readLock().unlock();
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the database in " + folder + " is closed");
    }
  }

  private ColumnFamilyHandle handle(Column column) {
    // The default family, which RocksDB insists on, comes first and stays empty.
    return handles.get(column.ordinal() + 1);
  }

  @Override
  public void commit(Batch batch) {
    use.readLock().lock();
    try (WriteBatch writes = new WriteBatch();
        WriteOptions durable = new WriteOptions().setSync(true)) {
      requireOpen();
      for (Batch.Write write : batch.writes()) {
        byte[] key = write.key().unsafeArray();
        if (write.value().isPresent()) {
          writes.put(handle(write.column()), key, write.value().get().unsafeArray());
        } else {
          writes.delete(handle(write.column()), key);
        }
      }
      database.write(durable, writes);
    } catch (RocksDBException e) {
      throw broken(e);
    } finally {
      use.readLock().unlock();
    }
  }

  /** What the database's files take on disk now, in bytes. May be called on any thread. */
  public long sizeBytes() {
    long total = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        total += size(file);
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw new IllegalStateException("cannot list the database's files in " + folder, e);
    }
    return total;
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0; // RocksDB removes files as it tidies up.
    }
  }

  private DatabaseFailure broken(RocksDBException e) {
    return new DatabaseFailure(
        "the database in "
            + folder
            + " failed: "
            + e.getMessage()
            + "; see that the disk is sound and has room, then start again:"
            + " what was stored before is whole",
        e);
  }

  @Override
  public void close() {
    use.writeLock().lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      handles.forEach(ColumnFamilyHandle::close);
      database.close();
      options.close();
      family.close();
    } finally {
      use.writeLock().unlock();
    }
  }
}
