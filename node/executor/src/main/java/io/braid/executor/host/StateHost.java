package io.braid.executor.host;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.StateVersion;
import io.braid.trie.Overlay;
import io.braid.trie.ProofRecorder;
import io.braid.trie.StateTrie;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The host functions over one block's pending state. Made for one block, or one query, and thrown
 * away; several calls may follow each other on it. Not for use by several threads at once.
 */
public final class StateHost extends StatelessHost {
  /** More than one call has reason to submit. */
  private static final int MAX_SUBMITTED = 16;

  private final Overlay overlay;
  private final Optional<ProofRecorder> recorder;
  private final Optional<OffchainReads> offchain;
  private final Deque<TreeMap<Bytes, Optional<Bytes>>> indexBefore = new ArrayDeque<>();
  private TreeMap<Bytes, Optional<Bytes>> offchainIndex = new TreeMap<>();
  private final List<Bytes> submitted = new ArrayList<>();
  private int callDepth;

  /** A host over {@code state}; a proof is recorded when its source is a {@link ProofRecorder}. */
  public StateHost(StateTrie state, SignatureChecks signatures, HostKeystore keys, RuntimeLog log) {
    this(state, signatures, keys, log, Optional.empty());
  }

  /**
   * A host for calls that answer the node.
   *
   * @param offchain what they may read beside the state; without, such a read traps, as a block's
   *     must
   */
  public StateHost(
      StateTrie state,
      SignatureChecks signatures,
      HostKeystore keys,
      RuntimeLog log,
      Optional<OffchainReads> offchain) {
    super(signatures, keys, log);
    this.offchain = offchain;
    overlay = new Overlay(state);
    recorder =
        state.source() instanceof ProofRecorder proof ? Optional.of(proof) : Optional.empty();
  }

  /** With signatures checked directly, no keystore, and no log: for queries. */
  public static StateHost over(StateTrie state) {
    return new StateHost(
        state,
        SignatureChecks.DIRECT,
        HostKeystore.NONE,
        RuntimeLog.NONE,
        Optional.of(key -> Optional.empty()));
  }

  /** The changes made so far. */
  public Overlay overlay() {
    return overlay;
  }

  public Optional<ProofRecorder> recorder() {
    return recorder;
  }

  /** What the calls so far put into the off-chain index; no value means removed. */
  public SortedMap<Bytes, Optional<Bytes>> offchainIndex() {
    return Collections.unmodifiableSortedMap(offchainIndex);
  }

  /** The extrinsics that the calls so far want to have in the pool, without their length. */
  public List<Bytes> submittedTransactions() {
    return Collections.unmodifiableList(submitted);
  }

  @Override
  public boolean submitTransaction(Bytes extrinsic) {
    if (submitted.size() >= MAX_SUBMITTED) {
      return false;
    }
    submitted.add(extrinsic);
    return true;
  }

  @Override
  public Optional<Bytes> get(Bytes key) {
    return overlay.get(key);
  }

  @Override
  public boolean exists(Bytes key) {
    return overlay.exists(key);
  }

  @Override
  public void set(Bytes key, Bytes value) {
    overlay.set(key, value);
  }

  @Override
  public void clear(Bytes key) {
    overlay.clear(key);
  }

  @Override
  public Cleared clearPrefix(Bytes prefix, OptionalInt limit) {
    return cleared(overlay.clearPrefix(prefix, limit));
  }

  private static Cleared cleared(Overlay.Cleared done) {
    return new Cleared(done.count(), done.moreLeft());
  }

  @Override
  public void append(Bytes key, Bytes element) {
    overlay.append(key, element);
  }

  @Override
  public Optional<Bytes> nextKey(Bytes key) {
    return overlay.nextKey(key);
  }

  @Override
  public Hash256 storageRoot(StateVersion version) {
    return overlay.root(version);
  }

  /**
   * Runs a call in a storage transaction of its own, which it cannot close itself. Ends with {@link
   * #endCall}.
   */
  public void beginCall() {
    open();
    callDepth = overlay.depth();
  }

  /** Keeps or forgets what the call changed; forgets what it did in transactions it left open. */
  public void endCall(boolean keep) {
    while (overlay.depth() > callDepth) {
      rollback();
    }
    if (keep) {
      commit();
    } else {
      rollback();
    }
    callDepth = 0;
  }

  @Override
  public void startTransaction() {
    open();
  }

  @Override
  public void commitTransaction() {
    expectOpen();
    commit();
  }

  @Override
  public void rollbackTransaction() {
    expectOpen();
    rollback();
  }

  // The off-chain index has few entries: each layer keeps what it was before.

  private void open() {
    overlay.startTransaction();
    indexBefore.push(new TreeMap<>(offchainIndex));
  }

  private void commit() {
    overlay.commitTransaction();
    indexBefore.pop();
  }

  private void rollback() {
    overlay.rollbackTransaction();
    offchainIndex = indexBefore.pop();
  }

  private void expectOpen() {
    if (overlay.depth() <= callDepth) {
      throw new RuntimeTrap("expected a storage transaction that the runtime opened, found none");
    }
  }

  @Override
  public long storageProofSize() {
    return recorder.map(ProofRecorder::encodedSizeBytes).orElse(-1L);
  }

  @Override
  public Optional<Bytes> childGet(Bytes child, Bytes key) {
    return overlay.childGet(child, key);
  }

  @Override
  public boolean childExists(Bytes child, Bytes key) {
    return overlay.childExists(child, key);
  }

  @Override
  public void childSet(Bytes child, Bytes key, Bytes value) {
    overlay.childSet(child, key, value);
  }

  @Override
  public void childClear(Bytes child, Bytes key) {
    overlay.childClear(child, key);
  }

  @Override
  public Optional<Bytes> childNextKey(Bytes child, Bytes key) {
    return overlay.childNextKey(child, key);
  }

  @Override
  public Cleared childClearPrefix(Bytes child, Bytes prefix, OptionalInt limit) {
    return cleared(overlay.childClearPrefix(child, prefix, limit));
  }

  @Override
  public Hash256 childRoot(Bytes child, StateVersion version) {
    return overlay.childRoot(child, version);
  }

  @Override
  public void offchainIndexSet(Bytes key, Bytes value) {
    offchainIndex.put(key, Optional.of(value));
  }

  @Override
  public Optional<Bytes> offchainGet(Bytes key) {
    if (offchain.isEmpty()) {
      throw new RuntimeTrap("expected a call that answers the node, found a block's");
    }
    Optional<Bytes> put = offchainIndex.get(key);
    return put == null ? offchain.get().get(key) : put;
  }

  @Override
  public void offchainIndexClear(Bytes key) {
    offchainIndex.put(key, Optional.empty());
  }
}
