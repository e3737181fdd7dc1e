package io.braid.chains;

import io.braid.primitives.Bytes;
import io.braid.runtime.api.Weight;
import io.braid.xcm.Junction;
import io.braid.xcm.NetworkId;

/** What the chains of a Braid network agree on in XCM. */
public final class XcmNetwork {
  private XcmNetwork() {}

  /** The network among all networks: a name in place of the genesis hash, which differs by run. */
  public static final Junction JUNCTION =
      new Junction.GlobalConsensus(
          new NetworkId.ByGenesis(
              Bytes.concat(Bytes.utf8("braid"), Bytes.wrap(new byte[32 - "braid".length()]))));

  /** What one instruction costs. */
  public static final Weight UNIT_WEIGHT = new Weight(1_000_000_000, 16_384);
}
