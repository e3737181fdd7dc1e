package io.braid.parachains.node;

import io.braid.consensus.aura.AuraEngine;
import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.ChainListener;
import io.braid.consensus.chain.ChainView;
import io.braid.consensus.importing.BlockImporter;
import io.braid.consensus.light.LightServer;
import io.braid.consensus.light.StateServer;
import io.braid.consensus.node.NodePorts;
import io.braid.consensus.pool.PoolLimits;
import io.braid.consensus.pool.SubmitResult;
import io.braid.consensus.pool.TransactionGossip;
import io.braid.consensus.pool.TransactionPool;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.consensus.sync.BlockSync;
import io.braid.parachains.collation.CollationOutcome;
import io.braid.parachains.collation.Collator;
import io.braid.parachains.collation.Offers;
import io.braid.parachains.following.IncludedHeads;
import io.braid.parachains.following.LatestSlot;
import io.braid.parachains.following.ParachainFollower;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.Header;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A parachain's full node, and its collator with {@link CollatorSettings}. It follows a relay chain
 * as a node of its own on the same thread, or somebody else's, tells it.
 */
public final class ParachainNode {
  private static final Logger LOG = LoggerFactory.getLogger(ParachainNode.class);

  private final Chain parachain;
  private final Duration slot;
  private final NodePorts ports;
  private final BlockImporter importer;
  private final BlockSync sync;
  private final LightServer light;
  private final StateServer state;
  private final TransactionPool pool;
  private final TransactionGossip transactions;
  private final ParachainFollower follower;
  private final Optional<Offers> offers;
  private final Optional<Collator> collator;
  private Consumer<CollationOutcome> outcomes = outcome -> LOG.debug("collation: {}", outcome);
  private boolean followPlanned;
  private boolean collationPlanned;

  /**
   * @param relay as this node's relay-chain part knows it
   * @param parachain whose best block is {@code FOLLOWED}
   * @param ports the parachain's network, and the keystore with its keys
   */
  public ParachainNode(
      int paraId,
      ChainView relay,
      Chain parachain,
      NodePorts ports,
      Optional<CollatorSettings> collating) {
    this.parachain = parachain;
    this.ports = ports;
    AuraEngine aura = AuraEngine.of(parachain);
    slot = Duration.ofMillis(aura.slotDurationMillis());
    importer =
        new BlockImporter(parachain, new LatestSlot(parachain, aura), List.of(), ports.clock());
    sync = new BlockSync(parachain, importer, ports.network());
    light = new LightServer(parachain);
    state = new StateServer(parachain);
    pool = new TransactionPool(parachain, PoolLimits.DEFAULT, ports.clock());
    transactions = new TransactionGossip(pool, ports.network());
    follower = new ParachainFollower(parachain, new IncludedHeads(relay, paraId));
    offers =
        collating.map(settings -> new Offers(paraId, settings.relayNetwork(), relay, ports.keys()));
    collator =
        collating.map(settings ->
            new Collator(
                paraId,
                settings.relaySlotMillis(),
                relay,
                parachain,
                aura,
                importer,
                pool,
                ports.keys(),
                offers.orElseThrow(),
                settings.relayNetwork(),
                ports.clock(),
                settings.buildTime()));
    relay.addListener(
        new ChainListener() {
          @Override
          public void onImported(BlockRef block, Header header) {
            offers.ifPresent(Offers::onChainMoved);
          }

          @Override
          public void onBestChanged(
              BlockRef best, List<BlockRef> retracted, List<BlockRef> enacted) {
            planFollowing();
            planCollation(relay);
          }

          @Override
          public void onFinalised(List<BlockRef> finalised, List<BlockRef> discarded) {
            planFollowing();
            offers.ifPresent(Offers::onChainMoved);
          }
        });
    parachain.addListener(
        new ChainListener() {
          @Override
          public void onImported(BlockRef block, Header header) {
            sync.announce(block, header);
            planFollowing();
          }

          @Override
          public void onBestChanged(
              BlockRef best, List<BlockRef> retracted, List<BlockRef> enacted) {
            parachain.header(best.hash()).ifPresent(header -> sync.announceBest(best, header));
          }
        });
  }

  /** Tells {@code listener} what the collator did on each new best relay block. */
  public void onOutcome(Consumer<CollationOutcome> listener) {
    outcomes = outcomes.andThen(listener);
  }

  private void planCollation(ChainView relay) {
    if (collator.isPresent() && !collationPlanned) {
      collationPlanned = true;
      ports
          .timers()
          .after(
              Duration.ZERO,
              () -> {
                collationPlanned = false;
                if (!sync.isFarBehind()) {
                  collator.get().onBestRelayBlock(relay.best()).forEach(outcomes);
                }
              });
    }
  }

  private void planFollowing() {
    if (!followPlanned) {
      followPlanned = true;
      ports
          .timers()
          .after(
              Duration.ZERO,
              () -> {
                followPlanned = false;
                follower.follow();
              });
    }
  }

  /** Submits a transaction of this node's own clients, and sends it to peers. */
  public SubmitResult submit(Bytes extrinsic) {
    return transactions.submit(extrinsic);
  }

  // The parachain's network

  /** A peer of the parachain is here; {@code best} is what its handshake says. */
  public void onConnected(PeerId peer, BlockRef best) {
    sync.onConnected(peer, best);
    transactions.onConnected(peer);
  }

  public void onDisconnected(PeerId peer) {
    sync.onDisconnected(peer);
  }

  /** A notification came from the parachain's network. */
  public void onMessage(PeerId peer, Protocol protocol, Bytes message) {
    switch (protocol) {
      case BLOCK_ANNOUNCES -> sync.onAnnounce(peer, message);
      case TRANSACTIONS -> transactions.onMessage(peer, message);
      default -> {}
    }
  }

  /**
   * A request came from the parachain's network. Those for proofs and states only read immutable
   * state: they may come on any thread.
   */
  public Optional<Bytes> onRequest(PeerId peer, Protocol protocol, Bytes request) {
    return switch (protocol) {
      case SYNC -> sync.onRequest(request);
      case LIGHT -> light.answer(request);
      case STATE -> state.answer(request);
      default -> Optional.empty();
    };
  }

  // The relay chain's network

  /** This collator among the relay chain's peers; nothing when it is none. */
  public Optional<Offers> offers() {
    return offers;
  }

  /** How long a slot of the parachain is. */
  public Duration slotDuration() {
    return slot;
  }

  public Chain chain() {
    return parachain;
  }

  public BlockImporter importer() {
    return importer;
  }

  public TransactionPool pool() {
    return pool;
  }

  public BlockSync sync() {
    return sync;
  }
}
