package io.braid.consensus.node;

import io.braid.consensus.authoring.Proposer;
import io.braid.consensus.babe.BabeAuthor;
import io.braid.consensus.babe.BabeEngine;
import io.braid.consensus.babe.BabeEquivocation;
import io.braid.consensus.babe.SlotOutcome;
import io.braid.consensus.beefy.BeefyConfig;
import io.braid.consensus.beefy.BeefyVoter;
import io.braid.consensus.beefy.JustificationServer;
import io.braid.consensus.chain.Batch;
import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.ChainListener;
import io.braid.consensus.grandpa.GrandpaConfig;
import io.braid.consensus.grandpa.GrandpaEquivocation;
import io.braid.consensus.grandpa.GrandpaJustification;
import io.braid.consensus.grandpa.GrandpaListener;
import io.braid.consensus.grandpa.GrandpaVoter;
import io.braid.consensus.importing.BlockImporter;
import io.braid.consensus.importing.InherentDataProvider;
import io.braid.consensus.keys.MemoryKeystore;
import io.braid.consensus.light.LightServer;
import io.braid.consensus.light.StateServer;
import io.braid.consensus.light.WarpServer;
import io.braid.consensus.mmr.MountainRangeIndex;
import io.braid.consensus.offences.OffenceReports;
import io.braid.consensus.pool.PoolLimits;
import io.braid.consensus.pool.SubmitResult;
import io.braid.consensus.pool.TransactionGossip;
import io.braid.consensus.pool.TransactionPool;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.consensus.ports.Timers;
import io.braid.consensus.sync.BlockSync;
import io.braid.consensus.warp.Jump;
import io.braid.consensus.warp.WarpOutcome;
import io.braid.consensus.warp.WarpSync;
import io.braid.crypto.NonceEntropy;
import io.braid.executor.host.StatelessHost;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.beefy.DoubleVotingProof;
import io.braid.trie.NodeSource;
import io.braid.trie.StateTrie;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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
  private final Timers timers;
  private final BabeEngine engine;
  private final BlockImporter importer;
  private final BlockSync sync;
  private final GrandpaVoter voter;
  private final List<GrandpaListener> finalityListeners = new ArrayList<>();
  private final List<Consumer<BabeEquivocation>> authorListeners = new ArrayList<>();
  private final BeefyVoter beefy;
  private final JustificationServer beefyProofs;
  private final List<Consumer<DoubleVotingProof>> doubleVotingListeners = new ArrayList<>();
  private final WarpServer warp;
  private final LightServer light;
  private final StateServer state;
  private final TransactionPool pool;
  private final TransactionGossip transactions;
  private final Optional<BabeAuthor> author;
  private Optional<WarpSync> jumping = Optional.empty();
  private Consumer<WarpOutcome> jumpListener = outcome -> {};
  private boolean progressPlanned;
  private boolean stopped;

  /**
   * @param inherents what this node puts into blocks and checks blocks against; the timestamp first
   */
  public Node(
      Chain chain,
      NodePorts ports,
      Role role,
      List<InherentDataProvider> inherents,
      GrandpaConfig grandpa) {
    this.chain = chain;
    this.ports = ports;
    timers =
        (delay, task) ->
            ports
                .timers()
                .after(
                    delay,
                    () -> {
                      if (!stopped) {
                        task.run();
                      }
                    });
    engine = BabeEngine.of(chain, found -> authorListeners.forEach(l -> l.accept(found)));
    importer = new BlockImporter(chain, engine, inherents, ports.clock());
    sync = new BlockSync(chain, importer, ports.network());
    voter =
        GrandpaVoter.of(
            chain,
            ports.network(),
            timers,
            role == Role.AUTHORITY ? ports.keys() : new MemoryKeystore(NonceEntropy.NONE),
            ports.random(),
            grandpa,
            finalityEvents());
    beefy =
        new BeefyVoter(
            chain,
            ports.network(),
            timers,
            role == Role.AUTHORITY ? ports.keys() : new MemoryKeystore(NonceEntropy.NONE),
            BeefyConfig.forGossip(grandpa.gossipDuration()),
            found -> doubleVotingListeners.forEach(l -> l.accept(found)));
    chain.addListener(beefy);
    chain.addListener(new MountainRangeIndex(chain));
    beefyProofs = new JustificationServer(chain);
    importer.finalityBy((block, justification) -> {
      voter.offer(block, justification);
      beefy.offer(justification);
    });
    warp = new WarpServer(chain);
    light = new LightServer(chain);
    state = new StateServer(chain);
    pool = new TransactionPool(chain, PoolLimits.DEFAULT, ports.clock());
    transactions = new TransactionGossip(pool, ports.network());
    if (role == Role.AUTHORITY) {
      reportOffences();
    }
    Proposer proposer = new Proposer(chain, pool, ports.clock());
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
            planProgress();
          }
        });
  }

  /** Reports others' equivocations to the chain, after the event in which they were noticed. */
  private void reportOffences() {
    OffenceReports reports = new OffenceReports(chain, transactions::submit);
    authorListeners.add(found -> timers.after(Duration.ZERO, () -> reports.report(found)));
    doubleVotingListeners.add(found -> timers.after(Duration.ZERO, () -> reports.report(found)));
    finalityListeners.add(
        new GrandpaListener() {
          @Override
          public void onEquivocation(GrandpaEquivocation found) {
            timers.after(Duration.ZERO, () -> reports.report(found));
          }
        });
  }

  private GrandpaListener finalityEvents() {
    return new GrandpaListener() {
      @Override
      public void onJustification(BlockRef block, GrandpaJustification justification) {
        finalityListeners.forEach(l -> l.onJustification(block, justification));
      }

      @Override
      public void onEquivocation(GrandpaEquivocation equivocation) {
        finalityListeners.forEach(l -> l.onEquivocation(equivocation));
      }

      @Override
      public void onBehind(PeerId peer, int finalisedNumber) {
        sync.onBehind(peer, finalisedNumber);
      }

      @Override
      public void onUnknownBlock(PeerId peer, BlockRef block) {
        sync.fetch(peer, block);
      }
    };
  }

  /** Tells {@code listener} of justifications and equivocations from now on. */
  public void addFinalityListener(GrandpaListener listener) {
    finalityListeners.add(listener);
  }

  /** Puts what {@code provider} knows into this node's own blocks from now on. */
  public void addAuthoringInherents(InherentDataProvider provider) {
    author.ifPresent(a -> a.addInherents(provider));
  }

  /** Tells {@code listener} of authors that make two blocks in a slot from now on. */
  public void addAuthorListener(Consumer<BabeEquivocation> listener) {
    authorListeners.add(listener);
  }

  /** Tells {@code listener} of validators that sign two commitments at a block from now on. */
  public void addDoubleVotingListener(Consumer<DoubleVotingProof> listener) {
    doubleVotingListeners.add(listener);
  }

  /**
   * Lets a node that has nothing but the genesis jump to the last final block when peers are far
   * ahead, instead of executing every block up to there; call before {@link #start}. The blocks in
   * between are never fetched: see {@link io.braid.consensus.warp}.
   *
   * @param minGap blocks that a peer must be ahead, as {@link WarpSync#MIN_GAP}; at least 1
   * @param listener hears how that ended
   */
  public void jumpFirst(int minGap, Consumer<WarpOutcome> listener) {
    if (chain.best().equals(chain.genesis())) {
      jumpListener = listener;
      sync.pause();
      voter.voting(false);
      jumping =
          Optional.of(
              new WarpSync(
                  chain,
                  ports.network(),
                  voter.authorities(),
                  sync::bestOf,
                  minGap,
                  this::onJumpEnds));
    }
  }

  private void onJumpEnds(WarpOutcome outcome) {
    jumping = Optional.empty();
    WarpOutcome ended = outcome instanceof WarpOutcome.Jumped(Jump jump) ? jump(jump) : outcome;
    LOG.info("warp sync: {}", ended instanceof WarpOutcome.Jumped ? chain.best() : ended);
    sync.resume();
    jumpListener.accept(ended);
  }

  /** Stores all that a jump takes in one step, and lets the parts go on from there. */
  private WarpOutcome jump(Jump jump) {
    BlockRef block = BlockRef.of(jump.header());
    StateTrie state =
        new StateTrie(
            jump.header().stateRoot(), NodeSource.EMPTY.over(jump.state()), StatelessHost.BLAKE2);
    Optional<Batch> epochs = engine.forJump(block.hash(), state);
    if (epochs.isEmpty()) {
      return new WarpOutcome.GivenUp("the runtime at " + block + " cannot be run by this node");
    }
    Batch extra =
        epochs
            .get()
            .addAll(GrandpaVoter.forJump(block, jump.voters()))
            .addAll(WarpServer.forJump(jump.headers()));
    chain.jump(jump.proven(), jump.state(), extra);
    voter.jumped(block, jump.voters());
    return new WarpOutcome.Jumped(jump);
  }

  /** Begins to keep time. */
  public void start() {
    scheduleSlot();
    voter.start();
    beefy.start();
  }

  /** Ends everything that was to happen later. What is stored is complete at any time. */
  public void stop() {
    stopped = true;
  }

  private void scheduleSlot() {
    long slot = engine.slotDurationMillis();
    long now = ports.clock().millis();
    timers.after(Duration.ofMillis(slot - now % slot), this::onSlot);
  }

  private void onSlot() {
    if (author.isPresent() && takesPart()) {
      switch (author.get().onSlot()) {
        case SlotOutcome.NotOurs none -> {}
        case SlotOutcome.Authored authored ->
            LOG.info("authored {} in slot {}", authored.block(), authored.slot());
        case SlotOutcome.Failed(long slot, String reason) ->
            LOG.warn("authored nothing in slot {}: {}", slot, reason);
      }
    }
    sync.retry();
    jumping.ifPresent(WarpSync::tick);
    voter.voting(takesPart());
    voter.progress();
    beefy.voting(takesPart());
    scheduleSlot();
  }

  /** Whether this node knows enough of the chain to author and vote. */
  private boolean takesPart() {
    return !isSyncing();
  }

  /** Whether this node is far behind its peers, and catching up. */
  public boolean isSyncing() {
    return jumping.isPresent() || sync.isFarBehind();
  }

  /** Lets the voter look at new blocks, after what is being done now. */
  private void planProgress() {
    if (!progressPlanned) {
      progressPlanned = true;
      timers.after(
          Duration.ZERO,
          () -> {
            progressPlanned = false;
            voter.progress();
          });
    }
  }

  /**
   * Submits a transaction of this node's own clients, and sends it to peers.
   *
   * @param extrinsic without its length
   */
  public SubmitResult submit(Bytes extrinsic) {
    return transactions.submit(extrinsic);
  }

  /** A peer is here; {@code best} is what its handshake says. */
  public void onConnected(PeerId peer, BlockRef best) {
    sync.onConnected(peer, best);
    jumping.ifPresent(WarpSync::progress);
    voter.onConnected(peer);
    transactions.onConnected(peer);
  }

  public void onDisconnected(PeerId peer) {
    sync.onDisconnected(peer);
  }

  /** A notification came. */
  public void onMessage(PeerId peer, Protocol protocol, Bytes message) {
    switch (protocol) {
      case BLOCK_ANNOUNCES -> sync.onAnnounce(peer, message);
      case GRANDPA -> voter.onMessage(peer, message);
      case BEEFY -> beefy.onMessage(peer, message);
      case TRANSACTIONS -> transactions.onMessage(peer, message);
      case SYNC, WARP_SYNC, STATE, LIGHT, BEEFY_JUSTIFICATIONS ->
          ports.network().report(peer, "expected a request, found a notification");
      default -> {}
    }
  }

  /** A request came; the response, or nothing for a request that is none. */
  public Optional<Bytes> onRequest(PeerId peer, Protocol protocol, Bytes request) {
    return switch (protocol) {
      case SYNC -> sync.onRequest(request);
      case WARP_SYNC -> warp.answer(request);
      case LIGHT -> light.answer(request);
      case STATE -> state.answer(request);
      case BEEFY_JUSTIFICATIONS -> beefyProofs.answer(request);
      default -> Optional.empty();
    };
  }

  public Chain chain() {
    return chain;
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

  public GrandpaVoter voter() {
    return voter;
  }

  public BeefyVoter beefy() {
    return beefy;
  }
}
