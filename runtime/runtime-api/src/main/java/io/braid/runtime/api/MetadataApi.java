package io.braid.runtime.api;

import io.braid.primitives.Bytes;
import java.util.List;
import java.util.Optional;

/** The `Metadata` api trait that returns metadata for the runtime. */
@RuntimeApi(name = "Metadata", id = "37e397fc7c91f5e4", version = 2)
public interface MetadataApi {
  /** Returns the metadata of a runtime, in version 14. */
  Bytes metadata();

  /** Returns the metadata at a given version, if the runtime knows it. */
  Optional<Bytes> metadataAtVersion(int version);

  /** Returns the supported metadata versions. */
  List<Integer> metadataVersions();
}
