package io.braid.xcm.executor;

import io.braid.xcm.Location;
import io.braid.xcm.Xcm;

/** Who brings messages to other chains. */
public interface Router {
  void send(Location dest, Xcm message) throws XcmFailure;
}
