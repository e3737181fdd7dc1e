package io.braid.consensus.node;

import io.braid.consensus.authoring.Proposer;
import io.braid.consensus.authoring.TransactionQueue;
import io.braid.consensus.babe.BabeAuthor;
import io.braid.consensus.babe.BabeEngine;
import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.ChainListener;
import io.braid.consensus.importing.BlockImporter;
import io.braid.consensus.importing.InherentDataProvider;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.consensus.sync.BlockSync;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.Header;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A relay-chain node: chain, import, authoring, finality, pool and synchronisation. Everything
 * happens on one thread, the node's: whoever runs it calls the {@code on…} methods there, and so do
 * its ports.
 */
public final class Node {
  private static final Logger LOG = LoggerFactory.getLogger(Node.class);

  private final Chain chain;
  private final NodePorts ports;
  private final BabeEngine engine;
  private final BlockImporter importer;
  private final BlockSync sync;
  private final Optional<BabeAuthor> author;

  /**
   * @param inherents what this node puts into blocks and checks blocks against; the timestamp first
   */
  public Node(Chain chain, NodePorts ports, Role role, List<InherentDataProvider> inherents) {
    this.chain = chain;
    this.ports = ports;
    engine = BabeEngine.of(chain, found -> LOG.warn("two blocks in one slot: {}", found));
    importer = new BlockImporter(chain, engine, inherents, ports.clock());
    sync = new BlockSync(chain, importer, ports.network());
    Proposer proposer = new Proposer(chain, TransactionQueue.EMPTY, ports.clock());
    author =
        role == Role.AUTHORITY
            ? Optional.of(
                new BabeAuthor(
                    chain, engine, ports.keys(), proposer, importer, inherents, ports.clock()))
            : Optional.empty();
    chain.addListener(
        new ChainListener() {
          @Override
          public void onImported(BlockRef block, Header header) {
            sync.announce(block, header);
          }
        });
  }

  /** Begins to keep time. */
  public void start() {
    scheduleSlot();
  }

  private void scheduleSlot() {
    long slot = engine.slotDurationMillis();
    long now = ports.clock().millis();
    ports.timers().after(Duration.ofMillis(slot - now % slot), this::onSlot);
  }

  private void onSlot() {
    if (author.isPresent() && !sync.isFarBehind()) {
      var outcome = author.get().onSlot();
      LOG.debug("slot: {}", outcome);
    }
    scheduleSlot();
  }

  /** A peer is here; {@code best} is what its handshake says. */
  public void onConnected(PeerId peer, BlockRef best) {
    sync.onConnected(peer, best);
  }

  public void onDisconnected(PeerId peer) {
    sync.onDisconnected(peer);
  }

  /** A notification came. */
  public void onMessage(PeerId peer, Protocol protocol, Bytes message) {
    switch (protocol) {
      case BLOCK_ANNOUNCES -> sync.onAnnounce(peer, message);
      case TRANSACTIONS, GRANDPA -> {}
      case SYNC -> ports.network().report(peer, "expected a request, found a notification");
      case COLLATIONS,
          COLLATION_REQUESTS,
          STATEMENTS,
          BITFIELDS,
          POV_REQUESTS,
          CHUNK_REQUESTS -> {}
    }
  }

  /** A request came; the response, or nothing for a request that is none. */
  public Optional<Bytes> onRequest(PeerId peer, Protocol protocol, Bytes request) {
    return protocol == Protocol.SYNC ? sync.onRequest(request) : Optional.empty();
  }

  public Chain chain() {
    return chain;
  }

  public BlockImporter importer() {
    return importer;
  }
}
