package io.braid.parachains.backing;

import io.braid.consensus.ports.PeerId;
import io.braid.parachains.protocol.SignedStatement;
import io.braid.parachains.relay.RelayView;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.CommittedCandidateReceipt;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is going on about candidates on one relay parent. */
final class OnRelayParent {
  private static final Logger LOG = LoggerFactory.getLogger(Backing.class);

  /** Who has said what about which candidate. */
  private record Said(int validator, Hash256 candidate) {}

  final RelayView view;
  final StatementTable table;

  /** Candidates that are being fetched or judged here, or were. */
  final Set<Hash256> begun = new LinkedHashSet<>();

  /** What collators have advertised. */
  private final Map<PeerId, Set<Hash256>> advertised = new LinkedHashMap<>();

  /** Candidates that are only spoken of, and whom to ask for each, those who were asked first. */
  final Map<Hash256, Wanted> wanted = new LinkedHashMap<>();

  /** Who speaks of a candidate that is not here. */
  static final class Wanted {
    final Set<PeerId> speak = new LinkedHashSet<>();
    int asked;
    boolean waits;
  }

  /** Statements that a peer has: those that it sent, or was sent. */
  private final Map<PeerId, Set<Said>> atPeers = new LinkedHashMap<>();

  /** Candidates whose backing was told to the observer. */
  private final Set<Hash256> reportedBacked = new LinkedHashSet<>();

  OnRelayParent(RelayView view) {
    this.view = view;
    table = new StatementTable(view);
  }

  Hash256 hash() {
    return view.block().hash();
  }

  /**
   * Notes that a collator has a candidate; false when it said so before, or says so more often than
   * its parachain has turns.
   */
  boolean advertises(PeerId collator, int paraId, Hash256 candidate) {
    int turns = 0;
    for (int core : view.claimQueue().keySet()) {
      turns += view.turns(core, paraId);
    }
    Set<Hash256> before = advertised.computeIfAbsent(collator, key -> new LinkedHashSet<>());
    return before.size() < turns && before.add(candidate);
  }

  /** Notes that a peer has a statement, or gets it now; false when it had it before. */
  boolean goesTo(PeerId peer, SignedStatement statement) {
    return atPeers
        .computeIfAbsent(peer, key -> new LinkedHashSet<>())
        .add(new Said(statement.validatorIndex(), statement.payload().candidateHash()));
  }

  /** Tells the observer when a candidate has votes enough, once. */
  void noteBacked(Hash256 hash, CommittedCandidateReceipt candidate, BackingObserver observer) {
    if (table.backed(hash).isPresent() && reportedBacked.add(hash)) {
      LOG.info("candidate {} of parachain {} is backed", hash, candidate.descriptor().paraId());
      observer.onBacked(candidate.descriptor().paraId(), hash);
    }
  }
}
