package io.braid.parachains.following;

import io.braid.consensus.chain.Chain;
import io.braid.primitives.Hash256;
import java.util.Optional;

/**
 * Makes that parachain block the best one that the relay chain's best block has included, and that
 * one final, with all below it, that the relay chain's last final block has included. A block that
 * is not here yet is followed when it is imported.
 *
 * <p>Blocks that collators have built and nobody has included are neither: most of a chain's forks
 * are such blocks, and a client that saw them would see its transactions come and go.
 */
public final class ParachainFollower {
  private final Chain parachain;
  private final IncludedHeads included;

  /**
   * @param parachain whose best block is {@code FOLLOWED}
   */
  public ParachainFollower(Chain parachain, IncludedHeads included) {
    this.parachain = parachain;
    this.included = included;
  }

  /** Call when the relay chain moved, and when a parachain block was imported. */
  public void follow() {
    Optional<Hash256> head = included.bestBlock();
    if (head.isPresent() && parachain.inTree(head.get())) {
      parachain.follow(head.get());
    }
    Optional<Hash256> last = included.finalBlock();
    if (last.isPresent()
        && parachain.inTree(last.get())
        && !parachain.finalised().hash().equals(last.get())) {
      parachain.finalise(last.get(), Optional.empty());
    }
  }
}
