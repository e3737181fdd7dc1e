package io.braid.consensus.importing;

/**
 * Hears how the importer gets on with blocks from outside, one after the other, on the node's
 * thread: for whoever measures time, which the importer does not.
 */
public interface ImportObserver {
  ImportObserver NONE = new ImportObserver() {};

  /** Work on a block begins. */
  default void onBegun() {}

  /** Its header was checked; execution comes next when it was accepted. */
  default void onChecked(boolean accepted) {}

  /** Work on the block ended. */
  default void onEnded(ImportResult result) {}
}
