package io.braid.xcm.executor;

import io.braid.xcm.Assets;
import io.braid.xcm.Location;

/** Who keeps what a message left in holding. */
public interface AssetTrap {
  void trap(Location origin, Assets assets);

  /** Gives trapped assets up, all of one trap at once; false when there is no such trap. */
  boolean claim(Location origin, Location ticket, Assets assets);
}
