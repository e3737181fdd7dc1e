package io.braid.cli;

import java.util.List;

/** Something that the user can mend: a line for each mistake, with the remedy. */
final class Refusal extends RuntimeException {
  private final transient List<String> lines;

  Refusal(List<String> lines) {
    super(String.join("; ", lines), null, false, false);
    this.lines = List.copyOf(lines);
  }

  Refusal(String line) {
    this(List.of(line));
  }

  List<String> lines() {
    return lines;
  }
}
