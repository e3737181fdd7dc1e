package io.braid.cli;

import java.util.List;

/** Something that the user can mend: a line for each mistake, with the remedy. */
public final class Refusal extends RuntimeException {
  private final transient List<String> lines;

  public Refusal(List<String> lines) {
    super(String.join("; ", lines), null, false, false);
    this.lines = List.copyOf(lines);
  }

  public Refusal(String line) {
    this(List.of(line));
  }

  List<String> lines() {
    return lines;
  }
}
