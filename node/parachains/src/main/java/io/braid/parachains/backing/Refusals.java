package io.braid.parachains.backing;

import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.PeerId;
import io.braid.runtime.api.parachains.CandidateDescriptor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Refuses candidates that do not hold: says why, and reports who sent them. */
final class Refusals {
  private static final Logger LOG = LoggerFactory.getLogger(Backing.class);

  private final Network network;
  private final BackingObserver observer;

  Refusals(Network network, BackingObserver observer) {
    this.network = network;
    this.observer = observer;
  }

  /**
   * @param peer who sent it
   */
  void refuse(PeerId peer, CandidateDescriptor candidate, CollationRefusal reason) {
    LOG.warn(
        "candidate of parachain {} from {} on relay parent {} refused: {}",
        candidate.paraId(),
        peer.name(),
        candidate.relayParent(),
        reason.describe());
    observer.onRefused(candidate, reason);
    network.report(peer, "a candidate that does not hold: " + reason.describe());
  }
}
