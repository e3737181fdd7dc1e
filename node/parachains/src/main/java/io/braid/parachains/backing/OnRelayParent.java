package io.braid.parachains.backing;

import io.braid.consensus.ports.PeerId;
import io.braid.parachains.relay.RelayView;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.BackedCandidate;
import io.braid.runtime.api.parachains.CommittedCandidateReceipt;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is going on about candidates on one relay parent. */
final class OnRelayParent {
  private static final Logger LOG = LoggerFactory.getLogger(Backing.class);

  final RelayView view;
  final StatementTable table;

  /** Candidates that are being fetched or judged here, or were. */
  final Set<Hash256> begun = new LinkedHashSet<>();

  /** Who has advertised, for which parachain: once each. */
  final Set<Map.Entry<PeerId, Integer>> advertised = new LinkedHashSet<>();

  /** Candidates whose backing was told to the observer. */
  private final Set<Hash256> reportedBacked = new LinkedHashSet<>();

  OnRelayParent(RelayView view) {
    this.view = view;
    table = new StatementTable(view);
  }

  /** Tells the observer when a candidate has votes enough, once. */
  void noteBacked(Hash256 hash, CommittedCandidateReceipt candidate, BackingObserver observer) {
    int core = candidate.descriptor().coreIndex();
    boolean backed = false;
    for (BackedCandidate each : table.backed(core)) {
      backed |= each.candidate().equals(candidate);
    }
    if (backed && reportedBacked.add(hash)) {
      LOG.info("candidate {} of parachain {} is backed", hash, candidate.descriptor().paraId());
      observer.onBacked(candidate.descriptor().paraId(), hash);
    }
  }
}
