package io.braid.consensus.chain;

import io.braid.executor.CallResult;
import io.braid.executor.Executor;
import io.braid.executor.host.ChainRuntime;
import io.braid.executor.host.DeferredChecks;
import io.braid.executor.host.HostKeystore;
import io.braid.executor.host.OffchainReads;
import io.braid.executor.host.RuntimeLog;
import io.braid.executor.host.SignatureChecks;
import io.braid.executor.host.StateHost;
import io.braid.executor.host.StatelessHost;
import io.braid.executor.wasm.RefusedCode;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.StateVersion;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.RuntimeVersion;
import io.braid.scale.Codec;
import io.braid.scale.Decoded;
import io.braid.trie.NodeSource;
import io.braid.trie.ProofRecorder;
import io.braid.trie.StateTrie;
import io.braid.trie.TrieException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One chain: what is known of it, what is best, what is final, and a way into the state and the
 * runtime of each of its blocks. Which blocks' states are kept is for {@link StatePruning} to say.
 *
 * <p>Changes come on the node's thread only. Reads by hash ({@link #header}, {@link #body}, {@link
 * #state}, {@link #call}) may come from any thread; reads of the tree ({@link #best}, ancestry)
 * belong to the node's thread.
 */
public final class Chain implements ChainView {
  private static final int VERSIONS_KEPT = 32;

  private final BlockStore store;
  private final StateKeeper states;
  private final Executor executor;
  private final java.util.concurrent.Executor workers;
  private final SignatureChecks signatures;
  private final ForkChoice forkChoice;
  private final OffchainIndex offchain;
  private BlockTree tree;
  private final BlockRef genesis;
  private final List<ChainListener> listeners = new ArrayList<>();
  private final Map<Hash256, RuntimeVersion> versions =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Hash256, RuntimeVersion> eldest) {
              return size() > VERSIONS_KEPT;
            }
          });

  private Chain(
      BlockStore store,
      StateKeeper states,
      Executor executor,
      java.util.concurrent.Executor workers,
      BlockRef genesis,
      ForkChoice forkChoice,
      BlockTree tree) {
    this.store = store;
    offchain = new OffchainIndex(store.database());
    this.states = states;
    this.executor = executor;
    signatures = executor.signatures().remembering();
    this.workers = workers;
    this.genesis = genesis;
    this.forkChoice = forkChoice;
    this.tree = tree;
  }

  /** As the other {@code open}, with {@link ChainSettings#ARCHIVE}. */
  public static Chain open(Database database, Executor executor, Genesis genesis) {
    return open(database, executor, genesis, ChainSettings.ARCHIVE);
  }

  /**
   * Opens the chain in {@code database}; an empty database first gets block 0.
   *
   * @param settings an archive must stay an archive, a pruned database a pruned one
   * @throws ForeignDatabase when the database holds a chain with another genesis, or one that was
   *     kept in the other way
   * @throws IllegalArgumentException when this node cannot run the genesis' runtime
   */
  public static Chain open(
      Database database, Executor executor, Genesis genesis, ChainSettings settings) {
    BlockStore store = new BlockStore(database);
    StateKeeper states = new StateKeeper(store, settings.pruning());
    GenesisBlock block = GenesisBlock.of(genesis, executor);
    Optional<Hash256> known = store.genesis();
    if (known.isEmpty()) {
      block.storeIn(database, states);
    } else if (!known.get().equals(block.ref().hash())) {
      throw new ForeignDatabase(
          "expected a database of the chain with genesis "
              + block.ref().hash()
              + ", found one of "
              + known.get()
              + "; choose another folder");
    }
    return new Chain(
        store,
        states,
        executor,
        settings.workers(),
        block.ref(),
        settings.forkChoice(),
        TreeLoader.load(store, settings.forkChoice()));
  }

  /**
   * The hash of the first block of a chain.
   *
   * @throws IllegalArgumentException when this node cannot run the genesis' runtime
   */
  public static Hash256 genesisHash(Genesis genesis, Executor executor) {
    return GenesisBlock.of(genesis, executor).ref().hash();
  }

  // What is known

  @Override
  public BlockRef genesis() {
    return genesis;
  }

  @Override
  public BlockRef best() {
    return tree.best();
  }

  /** The known block with the greatest number, whether or not it is on the best chain. */
  public BlockRef highest() {
    return tree.highest();
  }

  /** The last finalised block. */
  @Override
  public BlockRef finalised() {
    return tree.root();
  }

  /** Blocks above the last finalised one, or itself, that have no children. */
  @Override
  public List<BlockRef> leaves() {
    return tree.leaves();
  }

  @Override
  public Optional<Header> header(Hash256 hash) {
    return store.header(hash);
  }

  /** The block's extrinsics, each without its length. */
  public Optional<List<Bytes>> body(Hash256 hash) {
    return store.body(hash);
  }

  public List<Justification> justifications(Hash256 hash) {
    return store.justifications(hash);
  }

  /** The block with a number on the best chain. */
  public Optional<Hash256> hashAt(int number) {
    return number < 0 ? Optional.empty() : store.canonical(number);
  }

  public boolean isKnown(Hash256 hash) {
    return store.database().get(Column.HEADER, hash.bytes()).isPresent();
  }

  /** Where components keep what must survive a restart, under keys with their name. */
  public Database database() {
    return store.database();
  }

  // Ancestry

  /** Whether {@code ancestor} is {@code descendant} or one of its ancestors. */
  public boolean isAncestorOrSame(Hash256 ancestor, Hash256 descendant) {
    if (ancestor.equals(descendant) || tree.isAncestorOrSame(ancestor, descendant)) {
      return true;
    }
    if (inTree(ancestor)) {
      return false;
    }
    Optional<Header> low = header(ancestor);
    return low.isPresent()
        && low.get().number() <= tree.root().number()
        && ancestorAt(descendant, low.get().number()).equals(Optional.of(ancestor));
  }

  /** The ancestor (or itself) of a block that has the given number. */
  public Optional<Hash256> ancestorAt(Hash256 descendant, int number) {
    Hash256 at = descendant;
    while (true) {
      Optional<Header> header = header(at);
      if (header.isEmpty() || header.get().number() < number) {
        return Optional.empty();
      }
      int found = header.get().number();
      if (found == number) {
        return Optional.of(at);
      }
      boolean finalised =
          found <= tree.root().number() && store.canonical(found).equals(Optional.of(at));
      if (finalised) {
        return store.canonical(number);
      }
      at = header.get().parentHash();
    }
  }

  /** The best block among those at or above {@code base}, a block that may still become final. */
  public BlockRef bestContaining(Hash256 base) {
    return tree.bestContaining(base);
  }

  /** Whether a block is the last finalised one or above it. */
  public boolean inTree(Hash256 hash) {
    return tree.find(hash).isPresent();
  }

  @Override
  public SignatureChecks signatures() {
    return signatures;
  }

  // State and runtime

  /** Whether no block's state is ever dropped. */
  public boolean keepsAllStates() {
    return states.keepsAll();
  }

  /** Whether the state after a block is here; it is not when the block is unknown or was pruned. */
  public boolean isStateKept(Hash256 block) {
    return header(block).map(header -> states.isKept(header.stateRoot())).orElse(false);
  }

  /**
   * The state after a block; reading may throw {@link TrieException} when parts are missing, which
   * may happen at any time to a state that finality makes superfluous.
   */
  @Override
  public Optional<StateTrie> state(Hash256 block) {
    return header(block)
        .map(header -> new StateTrie(header.stateRoot(), store.nodes(), StatelessHost.BLAKE2));
  }

  /** A value of a block's state. */
  @Override
  public Optional<Bytes> storage(Hash256 block, Bytes key) {
    return state(block).flatMap(state -> state.get(key));
  }

  /** Calls the runtime of a block on its state and forgets what the call changed. */
  public CallResult call(Hash256 block, String entryPoint, byte[] arguments) {
    return call(block, entryPoint, arguments, HostKeystore.NONE);
  }

  /** As {@link #call(Hash256, String, byte[])}, with a keystore that the call may reach. */
  public CallResult call(Hash256 block, String entryPoint, byte[] arguments, HostKeystore keys) {
    return switch (access(block, false, signatures, keys, Optional.of(offchain::get))) {
      case StateAccess.Ready(PendingState state) -> state.call(entryPoint, arguments);
      case StateAccess.Unavailable(String reason) -> new CallResult.StateMissing(reason);
    };
  }

  /**
   * Calls the runtime of a state that is not, or not yet, a block's here; decoded. Nothing when the
   * call did not return, or this node cannot run that runtime.
   */
  public <T> Optional<T> query(StateTrie state, String entryPoint, Codec<T> codec) {
    try {
      ChainRuntime runtime = executor.runtimeOf(state);
      return executor.call(runtime, StateHost.over(state), entryPoint, new byte[0])
                  instanceof CallResult.Returned(Bytes output)
              && codec.tryDecode(output) instanceof Decoded.Value<T>(T value)
          ? Optional.of(value)
          : Optional.empty();
    } catch (RefusedCode | TrieException e) {
      return Optional.empty();
    }
  }

  /** As {@link #call(Hash256, String, byte[])}, decoded; nothing when the call did not return. */
  @Override
  public <T> Optional<T> query(Hash256 block, String entryPoint, byte[] arguments, Codec<T> codec) {
    return call(block, entryPoint, arguments) instanceof CallResult.Returned(Bytes output)
            && codec.tryDecode(output) instanceof Decoded.Value<T>(T value)
        ? Optional.of(value)
        : Optional.empty();
  }

  /** What a call of a block's runtime wants to have in the pool, when it returns. */
  public List<Bytes> submissions(Hash256 block, String entryPoint, byte[] arguments) {
    return access(block, false) instanceof StateAccess.Ready(PendingState state)
            && state.call(entryPoint, arguments) instanceof CallResult.Returned
        ? state.host().submittedTransactions()
        : List.of();
  }

  /** The version of the runtime that executes the children of a block. */
  public Optional<RuntimeVersion> runtimeVersion(Hash256 block) {
    try {
      Optional<StateTrie> state = state(block);
      return state.isEmpty()
          ? Optional.empty()
          : Optional.of(version(executor.runtimeOf(state.get()), state.get()));
    } catch (RefusedCode | TrieException e) {
      return Optional.empty();
    }
  }

  private RuntimeVersion version(ChainRuntime runtime, StateTrie state) throws RefusedCode {
    RuntimeVersion known = versions.get(runtime.codeHash());
    if (known != null) {
      return known;
    }
    RuntimeVersion found = GenesisBlock.version(executor, runtime, state);
    versions.put(runtime.codeHash(), found);
    return found;
  }

  /**
   * The state after a block, to build or execute the next one on.
   *
   * @param recordProof whether all that is read is recorded, for a proof of validity
   */
  public StateAccess access(Hash256 block, boolean recordProof) {
    return access(block, recordProof, signatures, HostKeystore.NONE, Optional.empty());
  }

  /**
   * As {@link #access(Hash256, boolean)}, without a proof and with signatures checked otherwise.
   */
  public StateAccess access(Hash256 block, SignatureChecks checks) {
    return access(block, false, checks, HostKeystore.NONE, Optional.empty());
  }

  /** Checks for executing one block; see there for what its outcome is worth. */
  public DeferredChecks deferredChecks() {
    return executor.signatures().deferred(workers);
  }

  private StateAccess access(
      Hash256 block,
      boolean recordProof,
      SignatureChecks checks,
      HostKeystore keys,
      Optional<OffchainReads> reads) {
    Optional<StateTrie> found = state(block);
    if (found.isEmpty()) {
      return new StateAccess.Unavailable("expected block " + block + ", found no such block");
    }
    try {
      StateTrie state = found.get();
      ChainRuntime runtime = executor.runtimeOf(state);
      StateVersion version = stateVersion(version(runtime, state));
      NodeSource source = recordProof ? new ProofRecorder(state.source()) : state.source();
      StateHost host =
          new StateHost(
              new StateTrie(state.root(), source, state.hasher()),
              checks,
              keys,
              RuntimeLog.NONE,
              reads);
      return new StateAccess.Ready(new PendingState(executor, runtime, host, version));
    } catch (RefusedCode | TrieException e) {
      return new StateAccess.Unavailable(String.valueOf(e.getMessage()));
    }
  }

  static StateVersion stateVersion(RuntimeVersion version) {
    return version.systemVersion() == 0 ? StateVersion.V0 : StateVersion.V1;
  }

  // Changes

  /** Tells {@code listener} of everything from now on. */
  @Override
  public void addListener(ChainListener listener) {
    listeners.add(listener);
  }

  /**
   * Adds a block whose parent may still become final, or is. Nothing is verified here.
   *
   * @throws IllegalArgumentException when the parent is not the last finalised block or above it
   */
  public BlockRef insert(NewBlock block) {
    BlockRef ref = BlockRef.of(block.header());
    if (isKnown(ref.hash())) {
      return ref;
    }
    BlockRef before = tree.best();
    boolean better = tree.add(ref, block.header().parentHash(), block.weight());
    Batch batch = new Batch();
    BlockStore.putBlock(batch, ref, block.header(), block.body());
    BlockStore.putWeight(batch, ref.hash(), tree.find(ref.hash()).orElseThrow().totalWeight());
    Header parent = header(block.header().parentHash()).orElseThrow();
    states.add(batch, ref.hash(), block.header(), parent, block.stateNodes());
    batch.addAll(block.extra());
    Route route =
        better
            ? Route.between(
                before,
                ref,
                hash -> hash.equals(ref.hash()) ? Optional.of(block.header()) : header(hash))
            : Route.NONE;
    route.write(batch);
    BlockStore.putTree(batch, tree);
    store.database().commit(batch);
    for (ChainListener listener : listeners) {
      listener.onImported(ref, block.header());
    }
    if (better) {
      announce(route);
    }
    return ref;
  }

  /**
   * Makes a block the best one, unless it already is, or is below the best one on its chain: for
   * chains that are {@link ForkChoice#FOLLOWED}.
   *
   * @throws IllegalArgumentException when the block is neither the last finalised one nor above it
   */
  public void follow(Hash256 hash) {
    if (!tree.find(hash).isPresent()) {
      throw new IllegalArgumentException("expected a block that may still become final: " + hash);
    }
    BlockRef before = tree.best();
    if (tree.isAncestorOrSame(hash, before.hash())) {
      return;
    }
    tree.setBest(hash);
    Route route = Route.between(before, tree.best(), this::header);
    Batch batch = new Batch();
    route.write(batch);
    BlockStore.putTree(batch, tree);
    store.database().commit(batch);
    announce(route);
  }

  /**
   * Gives up a block above the last final one, and all that build on it, now or later: none of them
   * is the best block any more, nor voted for, unless others make it final. Forgotten with the
   * process.
   */
  public void giveUp(Hash256 hash) {
    if (tree.isGivenUp(hash)) {
      return;
    }
    BlockRef before = tree.best();
    tree.giveUp(hash);
    if (!before.equals(tree.best())) {
      Route route = Route.between(before, tree.best(), this::header);
      Batch batch = new Batch();
      route.write(batch);
      BlockStore.putTree(batch, tree);
      store.database().commit(batch);
      announce(route);
    }
  }

  private void announce(Route route) {
    for (ChainListener listener : listeners) {
      listener.onBestChanged(tree.best(), route.retracted(), route.enacted());
    }
  }

  /**
   * Makes a block and its ancestors final. The best block moves when it is on another fork.
   *
   * @param justification the proof, to be kept with the block
   * @throws IllegalArgumentException when the block is not above the last finalised one
   */
  public void finalise(Hash256 hash, Optional<Justification> justification) {
    if (hash.equals(tree.root().hash())) {
      return;
    }
    BlockRef before = tree.best();
    BlockTree.Pruned pruned = tree.finalise(hash);
    Batch batch = new Batch();
    justification.ifPresent(proof ->
        batch.put(
            Column.JUSTIFICATION, hash.bytes(), Justification.LIST.encodeToBytes(List.of(proof))));
    Route route =
        before.equals(tree.best()) ? Route.NONE : Route.between(before, tree.best(), this::header);
    route.write(batch);
    states.prune(batch, tree.root(), pruned);
    BlockStore.putTree(batch, tree);
    store.database().commit(batch);
    if (!route.equals(Route.NONE)) {
      announce(route);
    }
    for (ChainListener listener : listeners) {
      listener.onFinalised(pruned.finalised(), pruned.discarded());
    }
  }

  /**
   * Keeps a further proof with a final block, instead of one that the same engine gave before.
   *
   * @param extra what is to be stored in the same step
   * @throws IllegalArgumentException when the block is not known
   */
  public void justify(Hash256 hash, Justification proof, Batch extra) {
    Header header =
        header(hash)
            .orElseThrow(() -> new IllegalArgumentException("expected a known block: " + hash));
    List<Justification> proofs = new ArrayList<>(justifications(hash));
    proofs.removeIf(before -> before.engine().equals(proof.engine()));
    proofs.add(proof);
    Batch batch =
        new Batch()
            .put(Column.JUSTIFICATION, hash.bytes(), Justification.LIST.encodeToBytes(proofs));
    BlockStore.putJustified(batch, proof.engine(), hash);
    store.database().commit(batch.addAll(extra));
    for (ChainListener listener : listeners) {
      listener.onJustified(new BlockRef(header.number(), hash), proof);
    }
  }

  /** The block that {@link #justify} proved last by an engine. */
  public Optional<Hash256> lastJustified(Bytes engine) {
    return store.justified(engine);
  }

  /**
   * Goes from the genesis to a final block far ahead, in one step. The blocks in between stay
   * unknown for good, apart from those given: {@link #hashAt} has nothing for them, nor has {@link
   * #header} or {@link #state}. The block itself has no body here.
   *
   * @param proven blocks on the way, ascending, whose proofs are to be kept; the last one is the
   *     block to go to
   * @param nodes the whole state of that block: nodes and values by their hashes
   * @param extra what is to be stored in the same step
   * @throws IllegalStateException when the chain is not at its genesis
   */
  public void jump(List<ProvenHeader> proven, Map<Hash256, Bytes> nodes, Batch extra) {
    if (!tree.leaves().equals(List.of(genesis))) {
      throw new IllegalStateException("expected a chain at its genesis, found " + tree.best());
    }
    Header target = proven.getLast().header();
    BlockRef ref = BlockRef.of(target);
    tree = new BlockTree(new BlockTree.Entry(ref, target.parentHash(), 0), forkChoice);
    Batch batch = new Batch();
    proven.forEach(each -> BlockStore.putHeader(batch, each.header(), each.proof()));
    BlockStore.putWeight(batch, ref.hash(), 0);
    Header first = header(genesis.hash()).orElseThrow();
    states.jump(batch, target, first.stateRoot(), nodes);
    BlockStore.putTree(batch, tree);
    store.database().commit(batch.addAll(extra));
    for (ChainListener listener : listeners) {
      listener.onImported(ref, target);
      listener.onBestChanged(ref, List.of(), List.of(ref));
      listener.onFinalised(List.of(ref), List.of());
    }
  }

  /** The way from a block of the tree up to another: the blocks in between, with the last one. */
  public List<BlockRef> path(BlockRef from, BlockRef to) {
    return Route.between(from, to, this::header).enacted();
  }
}
