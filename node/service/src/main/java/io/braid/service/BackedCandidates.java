package io.braid.service;

import io.braid.parachains.backing.BackingObserver;
import io.braid.parachains.backing.CollationRefusal;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.CandidateDescriptor;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes on which candidates a validator saw backed, and logs why it refused others.
 *
 * @param next hears everything too
 */
public record BackedCandidates(Optional<NodeListener> listener, BackingObserver next)
    implements BackingObserver {
  private static final Logger LOG = LoggerFactory.getLogger(BackedCandidates.class);

  public BackedCandidates(Optional<NodeListener> listener) {
    this(listener, BackingObserver.NONE);
  }

  @Override
  public void onSeconded(int paraId, Hash256 candidate) {
    next.onSeconded(paraId, candidate);
  }

  @Override
  public void onSigned() {
    next.onSigned();
  }

  @Override
  public void onBacked(int paraId, Hash256 candidate) {
    listener.ifPresent(l -> l.onBacked(paraId));
    next.onBacked(paraId, candidate);
  }

  @Override
  public void onRefused(CandidateDescriptor candidate, CollationRefusal reason) {
    LOG.warn("a candidate of parachain {} was refused: {}", candidate.paraId(), reason);
    next.onRefused(candidate, reason);
  }

  @Override
  public void onEquivocation(Hash256 relayParent, int validatorIndex) {
    next.onEquivocation(relayParent, validatorIndex);
  }
}
