package io.braid.simulation.byzantine;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a node does that does not keep to the rules. Its word is its name in lists of faults. */
public enum Attack {
  /** A validator that gives nobody chunks, data or proofs of validity. */
  WITHHOLDING("withholding"),

  /**
   * A validator that backs and approves the invalid candidates that a colluding collator makes
   * whenever enough such validators are in the group of its core.
   */
  GARBAGE("garbage"),

  /** A validator that approves such candidates, though it backs none. */
  APPROVING("approving"),

  /** A validator that finds valid candidates invalid when it is its turn to check them. */
  DISPUTING("disputing"),

  /** A validator that sends its peers noise, and others' messages again and with other bytes. */
  FLOODING("flooding"),

  /** A collator that tells of its candidates and gives them to nobody. */
  LAZY("lazy"),

  /** A collator that takes in no transactions. */
  CENSORING("censoring");

  private final String word;

  Attack(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  /** Whether a validator plays it; otherwise a collator does. */
  public boolean ofValidators() {
    return this != LAZY && this != CENSORING;
  }

  static List<Attack> validators() {
    return Stream.of(values()).filter(Attack::ofValidators).toList();
  }

  static List<Attack> collators() {
    return Stream.of(values()).filter(role -> !role.ofValidators()).toList();
  }

  /** The role that a word names. */
  public static Optional<Attack> of(String word) {
    return Stream.of(values()).filter(role -> role.word.equals(word)).findFirst();
  }
}
