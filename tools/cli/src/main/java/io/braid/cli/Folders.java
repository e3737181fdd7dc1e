package io.braid.cli;

import java.nio.file.Path;

/** Where Braid keeps what no option places, as the XDG base directory specification has it. */
public final class Folders {
  private Folders() {}

  /** Of the user's cache: compiled runtimes, by their hash. */
  public static Path compiledCode() {
    return base("XDG_CACHE_HOME", ".cache").resolve("braid").resolve("compiled");
  }

  private static Path base(String variable, String otherwise) {
    String folder = System.getenv(variable);
    return folder == null || folder.isBlank()
        ? Path.of(System.getProperty("user.home"), otherwise)
        : Path.of(folder);
  }
}
