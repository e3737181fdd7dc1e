package io.braid.xcm.executor;

import io.braid.xcm.Asset;
import io.braid.xcm.Location;

/** Whose word a chain takes about which assets. */
public interface Trust {
  /** Whether {@code origin} keeps the reserve of the asset. */
  boolean reserve(Asset asset, Location origin);

  /** Whether the asset may be teleported from and to {@code origin}. */
  boolean teleporter(Asset asset, Location origin);
}
