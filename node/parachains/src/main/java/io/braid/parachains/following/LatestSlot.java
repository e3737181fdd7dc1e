package io.braid.parachains.following;

import io.braid.consensus.aura.AuraEngine;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.importing.ConsensusEngine;
import io.braid.consensus.importing.HeaderCheck;
import io.braid.runtime.api.Header;
import java.time.Instant;

/**
 * Aura with a parachain's choice between forks: a block weighs as much as its slot is after its
 * parent's, so the best block is the one with the latest slot, and of those the highest. Collators
 * build on the newest block that may still be included: a fork that was given up loses to the next
 * block.
 */
public final class LatestSlot implements ConsensusEngine {
  private final Chain chain;
  private final AuraEngine aura;

  public LatestSlot(Chain chain, AuraEngine aura) {
    this.chain = chain;
    this.aura = aura;
  }

  @Override
  public HeaderCheck check(Header sealed, Instant now) {
    return switch (aura.check(sealed, now)) {
      case HeaderCheck.Refused refused -> refused;
      case HeaderCheck.Accepted accepted ->
          new HeaderCheck.Accepted(
              accepted.unsealed(), accepted.slot(), advance(sealed), accepted.extra());
    };
  }

  private long advance(Header sealed) {
    long before = chain.header(sealed.parentHash()).flatMap(AuraEngine::slotOf).orElse(0L);
    return AuraEngine.slotOf(sealed).orElseThrow() - before;
  }
}
