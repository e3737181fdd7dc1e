package io.braid.storage;

import io.braid.consensus.chain.Batch;
import io.braid.consensus.chain.Column;
import io.braid.consensus.chain.Database;
import io.braid.primitives.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
 * may have it open.
 */
public final class RocksDatabase implements Database, AutoCloseable {
  static {
    RocksDB.loadLibrary();
  }

  private final RocksDB database;
  private final DBOptions options;
  private final List<ColumnFamilyHandle> handles;

  private RocksDatabase(RocksDB database, DBOptions options, List<ColumnFamilyHandle> handles) {
    this.database = database;
    this.options = options;
    this.handles = handles;
  }

  /**
   * Opens the database in {@code folder}, which is made when it is not there.
   *
   * @throws DatabaseRefused when the folder cannot be used, or another process has it open
   */
  public static RocksDatabase open(Path folder) throws DatabaseRefused {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new DatabaseRefused("cannot use the folder " + folder + ": " + e.getMessage());
    }
    List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
    ColumnFamilyOptions family =
        new ColumnFamilyOptions().setCompressionType(CompressionType.LZ4_COMPRESSION);
    descriptors.add(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, family));
    for (Column column : Column.values()) {
      descriptors.add(new ColumnFamilyDescriptor(Bytes.utf8(column.name()).unsafeArray(), family));
    }
    DBOptions options =
        new DBOptions()
            .setCreateIfMissing(true)
            .setCreateMissingColumnFamilies(true)
            .setKeepLogFileNum(2);
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    try {
      return new RocksDatabase(
          RocksDB.open(options, folder.toString(), descriptors, handles), options, handles);
    } catch (RocksDBException e) {
      options.close();
      throw new DatabaseRefused("cannot open the database in " + folder + ": " + e.getMessage());
    }
  }

  @Override
  public Optional<Bytes> get(Column column, Bytes key) {
    try {
      return Optional.ofNullable(database.get(handle(column), key.unsafeArray())).map(Bytes::wrap);
    } catch (RocksDBException e) {
      throw broken(e);
    }
  }

  private ColumnFamilyHandle handle(Column column) {
    // The default family, which RocksDB insists on, comes first and stays empty.
    return handles.get(column.ordinal() + 1);
  }

  @Override
  public void commit(Batch batch) {
    try (WriteBatch writes = new WriteBatch();
        WriteOptions durable = new WriteOptions().setSync(true)) {
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
    }
  }

  private static UncheckedIOException broken(RocksDBException e) {
    return new UncheckedIOException(new IOException("the database failed: " + e.getMessage(), e));
  }

  @Override
  public void close() {
    handles.forEach(ColumnFamilyHandle::close);
    database.close();
    options.close();
  }
}
