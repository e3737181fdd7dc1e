package io.braid.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which form a folder's database has: a number in a file of its own, so that it can be read before
 * anything else in the folder is touched. It rises with every change that an older Braid cannot
 * read. A folder without the file has version 1, which it is then told.
 */
final class FormatVersion {
  static final String FILE = "braid-format";

  /** The highest that this Braid can read, and what it writes. */
  static final int KNOWN = 1;

  private FormatVersion() {}

  /**
   * Sees to it that the folder can be read.
   *
   * @throws DatabaseRefused when a newer Braid wrote it, or the file is not a number
   */
  static void require(Path folder) throws DatabaseRefused {
    Path file = folder.resolve(FILE);
    try {
      if (Files.exists(file)) {
        require(folder, Files.readString(file, StandardCharsets.UTF_8).strip());
      } else {
        WholeFile.write(file, (KNOWN + "\n").getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new DatabaseRefused("cannot use the folder " + folder + ": " + e);
    }
  }

  private static void require(Path folder, String found) throws DatabaseRefused {
    if (!found.matches("[1-9][0-9]{0,8}")) {
      throw new DatabaseRefused(
          "expected a number in " + folder.resolve(FILE) + ", found \"" + excerpt(found) + "\"");
    }
    if (Integer.parseInt(found) > KNOWN) {
      throw new DatabaseRefused(
          "the database in "
              + folder
              + " has format version "
              + found
              + ", this Braid knows versions up to "
              + KNOWN
              + "; start a newer Braid");
    }
  }

  private static String excerpt(String text) {
    return text.substring(0, Math.min(text.length(), 40));
  }
}
