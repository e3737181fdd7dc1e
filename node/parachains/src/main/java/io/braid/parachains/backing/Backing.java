package io.braid.parachains.backing;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.PeerId;
import io.braid.parachains.availability.AvailabilityStore;
import io.braid.parachains.collation.CollationAdvertisement;
import io.braid.parachains.pvf.PvfWorkers;
import io.braid.parachains.relay.RelayView;
import io.braid.parachains.relay.RelayViews;
import io.braid.parachains.relay.ValidatorKeys;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.parachains.BackedCandidate;
import java.util.List;
import java.util.Optional;

/**
 * A validator's backing of candidates. It takes collations for the core of its group only, seconds
 * at most one candidate per relay parent, checks what other members of the group second, and passes
 * every statement on once.
 */
public final class Backing {
  private final RelayParents relayParents;
  private final Collations collations;
  private final StatementGossip statements;
  private final PovExchange povs;

  public Backing(
      Chain chain,
      RelayViews views,
      ValidatorKeys keys,
      Network network,
      PvfWorkers workers,
      AvailabilityStore store,
      BackingObserver observer) {
    WaitingMessages waiting = new WaitingMessages();
    CollationJudge judge = new CollationJudge(views, workers);
    povs = new PovExchange(network);
    OwnStatements own = new OwnStatements(keys, network, judge, store, povs, observer);
    relayParents = new RelayParents(chain, views, waiting);
    collations = new Collations(keys, network, relayParents, own);
    statements =
        new StatementGossip(keys, network, relayParents, waiting, judge, povs, own, observer);
  }

  /** A relay block was imported: candidates may build on it. */
  public void onImported(BlockRef block) {
    relayParents.onImported(block);
  }

  /** A {@link CollationAdvertisement} came. */
  public void onAdvertisement(PeerId peer, Bytes message) {
    collations.onAdvertisement(peer, message);
  }

  /** A {@link Statement} came. */
  public void onStatement(PeerId peer, Bytes message) {
    statements.onStatement(peer, message);
  }

  /** The answer to a request for a proof of validity, by candidate hash; nothing without it. */
  public Optional<Bytes> onPovRequest(Bytes request) {
    return povs.onRequest(request);
  }

  /**
   * The backed candidates for a core that a child of {@code parent} could take in: those on the
   * parent itself first, then those on its ancestors.
   */
  public List<BackedCandidate> backed(RelayView parent, int core) {
    return relayParents.backed(parent, core);
  }
}
