package io.braid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What became of a command: its exit code, and the lines that it wrote. */
record Ran(int exit, List<String> out, List<String> err) {
  static Ran run(String... arguments) {
    PrintStream realOut = System.out;
    PrintStream realErr = System.err;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
      int exit = Main.run(arguments);
      return new Ran(exit, lines(out), lines(err));
    } finally {
      System.setOut(realOut);
      System.setErr(realErr);
    }
  }

  private static List<String> lines(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  /** One line on standard error, after whatever standard output showed of the start. */
  void assertRefusedAtLast(String message) {
    assertThat(exit).isEqualTo(2);
    assertThat(err).singleElement().asString().startsWith("braid: ").contains(message);
  }

  /** One line on standard error, nothing on standard output. */
  void assertRefused(String message) {
    assertRefusedAtLast(message);
    assertThat(out).isEmpty();
  }
}
