package io.braid.parachains.following;

import io.braid.consensus.chain.Chain;
import io.braid.primitives.Hash256;
import java.util.Optional;

/**
 * Makes parachain blocks final: what the relay chain's last final block has included, and all below
 * it. A block that is not here yet becomes final when it is imported.
 */
public final class ParachainFollower {
  private final Chain parachain;
  private final IncludedHeads included;

  public ParachainFollower(Chain parachain, IncludedHeads included) {
    this.parachain = parachain;
    this.included = included;
  }

  /** Call when relay blocks became final, and when a parachain block was imported. */
  public void follow() {
    Optional<Hash256> head = included.finalBlock();
    if (head.isPresent()
        && parachain.inTree(head.get())
        && !parachain.finalised().hash().equals(head.get())) {
      parachain.finalise(head.get(), Optional.empty());
    }
  }
}
