package io.braid.erasure;

/** Why chunks do not give any data. */
public sealed interface ReconstructionRefusal {
  /**
   * @param found distinct indices
   */
  record NotEnoughChunks(int found, int needed) implements ReconstructionRefusal {}

  record IndexOutOfRange(int index, int validators) implements ReconstructionRefusal {}

  /** A chunk's size differs from the first one's. */
  record UnequalSizes(int index, int expectedBytes, int foundBytes)
      implements ReconstructionRefusal {}

  /** The size is zero or odd: a chunk is whole 16-bit symbols. */
  record NotWholeSymbols(int index, int sizeBytes) implements ReconstructionRefusal {}
}
