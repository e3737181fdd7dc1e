package io.braid.devnet.definition;

import java.util.List;

/** What became of a definition file. */
public sealed interface DefinitionResult {
  record Accepted(NetworkDefinition definition) implements DefinitionResult {}

  /** {@code problems} in the order of their lines; never empty. */
  record Refused(List<Problem> problems) implements DefinitionResult {}

  /** Something wrong in the file. */
  record Problem(String file, int line, String message) {
    @Override
    public String toString() {
      return file + ":" + line + ": " + message;
    }
  }
}
