package io.braid.erasure;

import io.braid.primitives.Bytes;

/** What became of chunks from other validators. */
public sealed interface Reconstruction {
  /**
   * The data, with zeros behind it up to whole rows: its own encoding says where it ends. Whether
   * it is the right data only its erasure root can tell.
   */
  record Recovered(Bytes padded) implements Reconstruction {}

  record Refused(ReconstructionRefusal reason) implements Reconstruction {}
}
