package io.braid.consensus.chain;

import io.braid.primitives.Bytes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Changes of a {@link Database} that happen together or not at all, in order. */
public final class Batch {
  /** No value means removed. */
  public record Write(Column column, Bytes key, Optional<Bytes> value) {}

  private final List<Write> writes = new ArrayList<>();

  public Batch put(Column column, Bytes key, Bytes value) {
    writes.add(new Write(column, key, Optional.of(value)));
    return this;
  }

  public Batch remove(Column column, Bytes key) {
    writes.add(new Write(column, key, Optional.empty()));
    return this;
  }

  /** Adds all of {@code other} behind what is here. */
  public Batch addAll(Batch other) {
    writes.addAll(other.writes);
    return this;
  }

  public List<Write> writes() {
    return Collections.unmodifiableList(writes);
  }
}
