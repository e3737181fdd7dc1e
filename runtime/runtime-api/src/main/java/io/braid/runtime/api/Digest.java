package io.braid.runtime.api;

import io.braid.scale.Scale;
import java.util.ArrayList;
import java.util.List;

/** The digest of a header, in order. */
@Scale(path = "sp_runtime::generic::digest::Digest")
public record Digest(List<DigestItem> logs) {
  public static final Digest EMPTY = new Digest(List.of());

  public Digest {
    logs = List.copyOf(logs);
  }

  public Digest with(DigestItem item) {
    List<DigestItem> more = new ArrayList<>(logs);
    more.add(item);
    return new Digest(more);
  }
}
