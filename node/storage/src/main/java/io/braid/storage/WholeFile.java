package io.braid.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes small files that appear whole or not at all, even when power fails. */
public final class WholeFile {
  private WholeFile() {}

  /**
   * Writes a file, in the place of another of that name; only its owner may read it.
   *
   * @param file in a folder that is there
   */
  public static void write(Path file, byte[] content) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    // A temporary file belongs to its owner alone where the file system can say that.
    Path part = Files.createTempFile(folder, file.getFileName().toString(), ".part");
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      ByteBuffer left = ByteBuffer.wrap(content);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
