package io.braid.parachains.validator;

import io.braid.consensus.babe.BabeEngine;
import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.ChainListener;
import io.braid.consensus.grandpa.FinalityTarget;
import io.braid.consensus.importing.InherentDataProvider;
import io.braid.consensus.node.NodePorts;
import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.parachains.approval.Approval;
import io.braid.parachains.approval.ApprovalObserver;
import io.braid.parachains.approval.ApprovalPeers;
import io.braid.parachains.availability.Availability;
import io.braid.parachains.availability.AvailabilityStore;
import io.braid.parachains.availability.DataRecovery;
import io.braid.parachains.backing.Backing;
import io.braid.parachains.backing.BackingObserver;
import io.braid.parachains.candidate.Candidates;
import io.braid.parachains.disputes.Disputes;
import io.braid.parachains.gossip.Routes;
import io.braid.parachains.gossip.SessionRoutes;
import io.braid.parachains.inherent.ParachainsInherentProvider;
import io.braid.parachains.peers.PeerSet;
import io.braid.parachains.peers.ValidatorPeers;
import io.braid.parachains.prospective.ProspectiveParachains;
import io.braid.parachains.protocol.ApprovalMessage;
import io.braid.parachains.protocol.CollationMessage;
import io.braid.parachains.protocol.ValidationMessage;
import io.braid.parachains.pvf.PvfVotes;
import io.braid.parachains.pvf.PvfWorkers;
import io.braid.parachains.relay.RelayView;
import io.braid.parachains.relay.RelayViews;
import io.braid.parachains.relay.ValidatorKeys;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.parachains.CandidateReceipt;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A relay-chain node's part in shared security. With a key of type {@code para} among the
 * validators it backs candidates and keeps chunks; without one it passes statements and bitfields
 * on. Hand its inherent to the author, and to it what comes on the protocols of parachains.
 */
public final class ParachainValidator {
  private final PeerSet<ValidationMessage> validators;
  private final PeerSet<CollationMessage> collators;
  private final Backing backing;
  private final Availability availability;
  private final Approval approval;
  private final Disputes disputes;
  private final SessionRoutes routes;
  private final AvailabilityStore store;
  private final InherentDataProvider inherent;
  private final PvfVotes votes;

  /**
   * @param fetchTime from a relay block's import to the bitfield about it; half a slot is good
   */
  public ParachainValidator(
      Chain chain,
      NodePorts ports,
      PvfWorkers workers,
      Duration fetchTime,
      BackingObserver observer,
      ApprovalObserver approvals) {
    Network network = ports.network();
    store = new AvailabilityStore(chain.database());
    RelayViews views = new RelayViews(chain);
    ValidatorKeys keys = new ValidatorKeys(ports.keys());
    validators = PeerSet.validation(network, chain);
    collators = PeerSet.collation(network, chain, false);
    ProspectiveParachains prospects = new ProspectiveParachains(views);
    backing =
        new Backing(
            views, keys, network, validators, collators, workers, store, prospects, observer);
    ValidatorPeers found = new ValidatorPeers(views, network);
    routes = new SessionRoutes(views, found, ports.keys(), ports.random());
    availability =
        new Availability(
            views, keys, network, ports.timers(), fetchTime, store, validators, found, routes);
    approval =
        new Approval(
            chain,
            views,
            new Approval.Ports(
                ports.keys(),
                ports.timers(),
                ports.clock(),
                BabeEngine.slotDuration(chain).toMillis()),
            approvalPeers(chain, network, views),
            new DataRecovery(network, found, store),
            workers,
            observed(approvals));
    disputes = new Disputes(chain, views, ports, this::judge);
    inherent =
        new ParachainsInherentProvider(chain, views, backing, prospects, availability, disputes);
    votes = new PvfVotes(chain, views, keys, workers);
    chain.addListener(
        new ChainListener() {
          @Override
          public void onImported(BlockRef block, Header header) {
            routes.refresh();
            backing.onImported(block);
            availability.onImported(block);
            onChainMoved();
            disputes.onImported(block, header);
            approval.onImported(block, header);
          }

          @Override
          public void onBestChanged(
              BlockRef best, List<BlockRef> retracted, List<BlockRef> enacted) {
            ports.timers().after(Duration.ZERO, () -> votes.onBest(chain.best()));
          }

          @Override
          public void onFinalised(List<BlockRef> finalised, List<BlockRef> discarded) {
            availability.onFinalised(finalised.getLast());
            approval.onFinalised(finalised.getLast(), discarded);
            disputes.onFinalised(finalised.getLast());
            onChainMoved();
          }
        });
    backing.onImported(chain.best());
    approval.start();
    prepare(views, chain.best().hash(), workers);
  }

  /** What this node found valid when it backed it stays so, whatever it costs to find out again. */
  private void judge(
      Hash256 block, CandidateReceipt candidate, int group, Consumer<Boolean> answer) {
    if (store.data(Candidates.hash(candidate)).isPresent()) {
      answer.accept(true);
    } else {
      approval.judge(block, candidate, group, answer);
    }
  }

  /** Gives extrinsics of this validator to {@code pool} from now on. */
  public void submitTo(Consumer<Bytes> pool) {
    votes.submitTo(pool);
  }

  /** Lets disputes hear what approval finds, and {@code others}. */
  private ApprovalObserver observed(ApprovalObserver others) {
    return new ApprovalObserver() {
      @Override
      public void onIncluded(
          BlockRef block, Hash256 parent, int session, CandidateReceipt candidate, int group) {
        disputes.onIncluded(new Disputes.Inclusion(block, parent, session, candidate, group));
        others.onIncluded(block, parent, session, candidate, group);
      }

      @Override
      public void onApproved(Hash256 block) {
        others.onApproved(block);
      }

      @Override
      public void onInvalid(CandidateReceipt candidate, String reason) {
        disputes.onInvalid(candidate);
        others.onInvalid(candidate, reason);
      }
    };
  }

  private ApprovalPeers approvalPeers(Chain chain, Network network, RelayViews views) {
    return new ApprovalPeers() {
      @Override
      public List<PeerId> all() {
        return validators.peers();
      }

      @Override
      public boolean has(PeerId peer, Hash256 block) {
        return validators.knows(peer, head -> chain.isAncestorOrSame(block, head));
      }

      @Override
      public Routes routes(Hash256 block) {
        // A block's candidates belong to the session in which it was made.
        return chain
            .header(block)
            .flatMap(header -> views.at(header.parentHash()))
            .map(routes::of)
            .orElseGet(routes::unknown);
      }

      @Override
      public void send(PeerId peer, ApprovalMessage message) {
        validators.send(peer, new ValidationMessage.ApprovalDistribution(message));
      }

      @Override
      public void report(PeerId peer, String reason) {
        network.report(peer, reason);
      }
    };
  }

  private void onChainMoved() {
    validators.onChainMoved();
    collators.onChainMoved();
  }

  /** Has the code of all parachains that wait for a core compiled before the first candidate. */
  private static void prepare(RelayViews views, Hash256 block, PvfWorkers workers) {
    Optional<RelayView> view = views.at(block);
    for (int paraId : view.map(RelayView::parachains).orElse(new TreeSet<>())) {
      views
          .constraints(block, paraId)
          .flatMap(limits -> views.code(block, limits.validationCodeHash()))
          .ifPresent(workers::prepare);
    }
  }

  /** What the BABE author puts into its blocks, {@code parachn0}. */
  public InherentDataProvider inherent() {
    return inherent;
  }

  public void onConnected(PeerId peer) {
    routes.refresh();
    validators.onConnected(peer);
    collators.onConnected(peer);
  }

  public void onDisconnected(PeerId peer) {
    routes.refresh();
    validators.onDisconnected(peer);
    collators.onDisconnected(peer);
    backing.onDisconnected(peer);
    approval.onDisconnected(peer);
  }

  /** A notification on one of the protocols of parachains came. */
  public void onMessage(PeerId peer, Protocol protocol, Bytes notification) {
    switch (protocol) {
      case VALIDATION ->
          validators
              .onMessage(peer, notification)
              .ifPresent(received -> onValidation(peer, received));
      case COLLATION ->
          collators
              .onMessage(peer, notification)
              .ifPresent(received -> onCollation(peer, received));
      default -> {}
    }
  }

  private void onValidation(PeerId peer, PeerSet.Received<ValidationMessage> received) {
    switch (received) {
      case PeerSet.Received.Knows<ValidationMessage> knows -> {
        backing.onKnows(peer, knows.blocks());
        availability.onKnows(peer, knows.blocks());
        approval.onKnows(peer);
      }
      case PeerSet.Received.Message<ValidationMessage>(ValidationMessage message) -> {
        switch (message) {
          case ValidationMessage.BitfieldDistribution(var bitfield) ->
              availability.onBitfield(peer, bitfield);
          case ValidationMessage.StatementDistribution(var statement) ->
              backing.onMessage(peer, statement);
          case ValidationMessage.ApprovalDistribution(var sent) -> approval.onMessage(peer, sent);
        }
      }
    }
  }

  private void onCollation(PeerId peer, PeerSet.Received<CollationMessage> received) {
    if (received
        instanceof
        PeerSet.Received.Message<CollationMessage>(
            CollationMessage.CollatorProtocol(var message))) {
      backing.onMessage(peer, message);
    }
  }

  /** A request on one of the protocols of parachains came; nothing refuses it. */
  public Optional<Bytes> onRequest(PeerId peer, Protocol protocol, Bytes request) {
    return switch (protocol) {
      case ATTESTED_CANDIDATE -> backing.onCandidateRequest(request);
      case POV_FETCHING -> backing.onPovRequest(request);
      case CHUNK_FETCHING -> availability.onChunkRequest(request);
      case AVAILABLE_DATA_FETCHING -> availability.onDataRequest(request);
      case DISPUTES -> disputes.onRequest(peer, request);
      default -> Optional.empty();
    };
  }

  /** Holds GRANDPA's votes back until what is below them is approved. */
  public FinalityTarget finalityTarget() {
    return approval.target(disputes::isUndisputed);
  }

  public Approval approval() {
    return approval;
  }

  public Backing backing() {
    return backing;
  }

  public Availability availability() {
    return availability;
  }

  public AvailabilityStore store() {
    return store;
  }
}
