package io.braid.parachains.protocol;

import io.braid.primitives.Hash256;
import io.braid.scale.Max;
import io.braid.scale.Scale;
import java.util.List;

/**
 * Which relay blocks a node has on its mind: others send it only what is about these.
 *
 * @param heads of its forks, ascending; at most {@value #MAX_HEADS}
 * @param finalisedNumber of its last final block
 */
@Scale(path = "polkadot_node_network_protocol::View")
public record View(@Max(View.MAX_HEADS) List<Hash256> heads, int finalisedNumber) {
  public static final int MAX_HEADS = 5;
}
