package io.braid.parachains.backing;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.PeerId;
import io.braid.parachains.availability.AvailabilityStore;
import io.braid.parachains.candidate.Candidates;
import io.braid.parachains.peers.PeerSet;
import io.braid.parachains.prospective.Prospect;
import io.braid.parachains.prospective.ProspectiveParachains;
import io.braid.parachains.protocol.CollationMessage;
import io.braid.parachains.protocol.CollatorMessage;
import io.braid.parachains.protocol.StatementMessage;
import io.braid.parachains.protocol.ValidationMessage;
import io.braid.parachains.pvf.PvfWorkers;
import io.braid.parachains.relay.RelayViews;
import io.braid.parachains.relay.ValidatorKeys;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.BackedCandidate;
import io.braid.runtime.api.parachains.CandidateDescriptor;
import io.braid.runtime.api.parachains.CandidateReceipt;
import io.braid.runtime.api.parachains.CommittedCandidateReceipt;
import io.braid.runtime.api.parachains.PersistedValidationData;
import java.util.Optional;
import java.util.Set;

/**
 * A validator's backing of candidates. It takes collations for the core of its group only, on any
 * recent relay block and on heads that are not included yet, seconds at most one per relay parent,
 * checks what other members of the group second, and passes every statement on once.
 */
public final class Backing {
  private final ValidatorKeys keys;
  private final RelayParents relayParents;
  private final Collations collations;
  private final StatementDistribution statements;
  private final CandidateFetching candidates;
  private final PovExchange povs;
  private final OwnStatements own;
  private final ProspectiveParachains prospects;

  public Backing(
      RelayViews views,
      ValidatorKeys keys,
      Network network,
      PeerSet<ValidationMessage> validators,
      PeerSet<CollationMessage> collators,
      PvfWorkers workers,
      AvailabilityStore store,
      ProspectiveParachains prospects,
      BackingObserver others) {
    this.keys = keys;
    this.prospects = prospects;
    CollationJudge judge = new CollationJudge(views, workers);
    BackingObserver observer = observed(others);
    Refusals refusals = new Refusals(network, observer);
    relayParents = new RelayParents(views);
    povs = new PovExchange(network);
    candidates = new CandidateFetching(network, relayParents, judge, refusals);
    statements =
        new StatementDistribution(
            network, validators, relayParents, candidates, this::onFetched, observer);
    own = new OwnStatements(keys, judge, store, povs, statements, prospects, refusals, observer);
    collations = new Collations(keys, network, collators, relayParents, own, prospects, refusals);
  }

  /** Tells the prospects what is backed, and {@code others} all. */
  private BackingObserver observed(BackingObserver others) {
    return new BackingObserver() {
      @Override
      public void onSeconded(int paraId, Hash256 candidate) {
        others.onSeconded(paraId, candidate);
      }

      @Override
      public void onSigned() {
        others.onSigned();
      }

      @Override
      public void onBacked(int paraId, Hash256 candidate) {
        relayParents
            .candidate(candidate)
            .ifPresent(backed -> {
              prospects.add(backed);
              prospects.noteBacked(backed);
            });
        others.onBacked(paraId, candidate);
      }

      @Override
      public void onRefused(CandidateDescriptor candidate, CollationRefusal reason) {
        others.onRefused(candidate, reason);
      }

      @Override
      public void onEquivocation(Hash256 relayParent, int validatorIndex) {
        others.onEquivocation(relayParent, validatorIndex);
      }
    };
  }

  /** A relay block was imported: candidates may build on it. */
  public void onImported(BlockRef block) {
    relayParents.onImported(block);
    prospects.onImported(block);
  }

  public void onDisconnected(PeerId peer) {
    collations.onDisconnected(peer);
  }

  public void onMessage(PeerId peer, CollatorMessage message) {
    collations.onMessage(peer, message);
  }

  public void onMessage(PeerId peer, StatementMessage message) {
    statements.onMessage(peer, message);
  }

  /** A peer knows these relay blocks now. */
  public void onKnows(PeerId peer, Set<Hash256> blocks) {
    statements.onKnows(peer, blocks);
  }

  /** Has a candidate judged that another member of the own group seconded. */
  private void onFetched(PeerId peer, OnRelayParent here, CommittedCandidateReceipt candidate) {
    CandidateReceipt receipt = Candidates.receipt(candidate);
    Hash256 hash = Candidates.hash(receipt);
    PersistedValidationData data = here.table.candidate(hash).orElseThrow().validationData();
    prospects.add(Prospect.of(candidate, data));
    keys.member(here.view, candidate.descriptor().coreIndex())
        .filter(self -> here.begun.add(hash))
        .ifPresent(self ->
            povs.fetch(
                peer,
                receipt,
                (sender, pov) ->
                    own.judge(sender, here, self, receipt, data, pov, (seconded, statement) -> {}),
                () -> here.begun.remove(hash)));
  }

  /** The answer to a request for a candidate that was seconded; nothing without it. */
  public Optional<Bytes> onCandidateRequest(Bytes request) {
    return candidates.onRequest(request);
  }

  /** The answer to a request for a proof of validity; nothing to what is none. */
  public Optional<Bytes> onPovRequest(Bytes request) {
    return povs.onRequest(request);
  }

  /** A candidate with its votes, if it has enough. */
  public Optional<BackedCandidate> backed(Hash256 candidate) {
    return relayParents.backed(candidate);
  }
}
