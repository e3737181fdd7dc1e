package io.braid.executor.pvf.worker;

/** A worker gave no answer, and is no more. The message says how it ended. */
final class WorkerGone extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean late;
  private final boolean heapFull;

  WorkerGone(String how, boolean late, boolean heapFull) {
    super(how);
    this.late = late;
    this.heapFull = heapFull;
  }

  /** Whether it was killed because its time was over. */
  boolean late() {
    return late;
  }

  /** Whether it ended by itself because its heap was full. */
  boolean heapFull() {
    return heapFull;
  }
}
