package io.braid.storage;

import io.braid.consensus.chain.Batch;
import io.braid.consensus.chain.Column;
import io.braid.primitives.Bytes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Another process with a database open. It commits batch after batch, each with a block of bytes
 * under its number and the number under {@link #LAST}, and says of each when it is stored.
 */
final class ChildProcess implements AutoCloseable {
  static final Bytes LAST = Bytes.utf8("last");
  private static final String OPEN = "open";
  private static final int BLOCK_BYTES = 20_000;

  private final Process process;
  private final BufferedReader output;

  private ChildProcess(Process process) {
    this.process = process;
    output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Returns when the process has the database open; it waits then. */
  static ChildProcess start(Path folder) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ChildProcess.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    ChildProcess child = new ChildProcess(process);
    if (!child.line().equals(Optional.of(OPEN))) {
      throw new IOException("expected a process that opens " + folder);
    }
    return child;
  }

  /** Lets it commit until it is ended. */
  void go() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }

  /** Limits how large its files may become; whether this machine can do that. */
  boolean limitFiles(int bytes) throws IOException, InterruptedException {
    try {
      return new ProcessBuilder("prlimit", "--pid=" + process.pid(), "--fsize=" + bytes)
              .start()
              .waitFor()
          == 0;
    } catch (IOException absent) {
      return false;
    }
  }

  /** The next line that it prints; nothing when it ended. */
  Optional<String> line() throws IOException {
    return Optional.ofNullable(output.readLine());
  }

  /** Ends it at once, with SIGKILL where there is such a thing. */
  void kill() throws InterruptedException {
    // By its handle: the other way closes the output, which is still to be read.
    process.toHandle().destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  static Bytes block(int number) {
    byte[] block = new byte[BLOCK_BYTES];
    java.util.Arrays.fill(block, (byte) number);
    return Bytes.wrap(block);
  }

  static Bytes key(int number) {
    return Bytes.utf8("block " + number);
  }

  /** What the process does. */
  public static void main(String[] arguments) throws Exception {
    RocksDatabase database = RocksDatabase.open(Path.of(arguments[0]));
    int first = database.get(Column.AUXILIARY, LAST).map(last -> number(last) + 1).orElse(1);
    System.out.println(OPEN);
    var unused = System.in.read();
    try {
      for (int i = first; true; i++) {
        database.commit(
            new Batch()
                .put(Column.BODY, key(i), block(i))
                .put(Column.AUXILIARY, LAST, Bytes.utf8("" + i)));
        System.out.println(i);
      }
    } catch (RuntimeException e) {
      System.out.println(e.getMessage());
    }
  }

  static int number(Bytes last) {
    return Integer.parseInt(last.toUtf8());
  }
}
