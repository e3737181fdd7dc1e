package io.braid.pallets.mmr;

import io.braid.frame.Hooks;
import io.braid.frame.Pallet;
import io.braid.frame.PalletContext;
import io.braid.frame.storage.Hasher;
import io.braid.frame.storage.StorageMap;
import io.braid.frame.storage.StorageValue;
import io.braid.frame.system.FrameSystem;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Host;
import io.braid.runtime.api.Results.Result;
import io.braid.runtime.api.Weight;
import io.braid.runtime.api.mmr.AncestryProof;
import io.braid.runtime.api.mmr.AncestryProofs;
import io.braid.runtime.api.mmr.LeafProof;
import io.braid.runtime.api.mmr.LeafProofs;
import io.braid.runtime.api.mmr.MmrApi;
import io.braid.runtime.api.mmr.MmrError;
import io.braid.runtime.api.mmr.MmrHashing;
import io.braid.runtime.api.mmr.MmrKeys;
import io.braid.runtime.api.mmr.MmrShape;
import io.braid.scale.Codecs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Appends a leaf with every block, and proves leaves to who asks. */
@Pallet
public final class Mmr implements Hooks, MmrApi {
  private static final Weight PER_PEAK = new Weight(30_000_000, 2_500);

  /** Latest MMR Root hash. */
  public final StorageValue<Hash256> rootHash;

  /** Current size of the MMR (number of leaves). */
  public final StorageValue<Long> numberOfLeaves;

  /** Hashes of the peaks, by their positions. */
  public final StorageMap<Long, Hash256> nodes;

  private final FrameSystem system;
  private final LeafData leafData;
  private final Consumer<Hash256> onNewRoot;
  private final MmrHashing hashing;

  public Mmr(
      PalletContext context, FrameSystem system, LeafData leafData, Consumer<Hash256> onNewRoot) {
    this.system = system;
    this.leafData = leafData;
    this.onNewRoot = onNewRoot;
    Host host = context.storage().host();
    hashing = host::keccak256;
    rootHash = context.value("RootHash", Hash256.CODEC, Hash256.ZERO);
    numberOfLeaves = context.value("NumberOfLeaves", Codecs.U64, 0L);
    // Positions are not under users' control.
    nodes = context.optionalMap("Nodes", Hasher.IDENTITY, Codecs.U64, Hash256.CODEC);
  }

  @Override
  public Weight onInitialize(int number) {
    long index = numberOfLeaves.get();
    Bytes leaf = leafData.leaf();
    TreeMap<Long, Hash256> added = added(index, hashing.leaf(leaf.unsafeArray()));
    List<Long> peaks = MmrShape.peaks(index + 1);
    for (long before : MmrShape.peaks(index)) {
      if (!peaks.contains(before)) {
        nodes.remove(before);
      }
    }
    nodes.set(added.lastKey(), added.lastEntry().getValue());
    numberOfLeaves.set(index + 1);
    Hash256 root =
        hashing.bag(peaks.stream().map(p -> nodes.find(p).orElseThrow()).toList()).orElseThrow();
    indexNodes(leaf, added);
    onNewRoot.accept(root);
    rootHash.set(root);
    return new Weight(PER_PEAK.refTime() * peaks.size(), PER_PEAK.proofSize() * peaks.size());
  }

  /** The hashes of the nodes that a leaf adds. */
  private TreeMap<Long, Hash256> added(long index, Hash256 leaf) {
    TreeMap<Long, Hash256> added = new TreeMap<>();
    Hash256 hash = leaf;
    int height = 0;
    for (long position : MmrShape.addedBy(index)) {
      if (height > 0) {
        // The right child is the node before; the left one has been a peak until now.
        Hash256 left = nodes.find(position - (1L << height)).orElseThrow();
        hash = hashing.merge(left, hash);
      }
      added.put(position, hash);
      height++;
    }
    return added;
  }

  private void indexNodes(Bytes leaf, TreeMap<Long, Hash256> added) {
    Hash256 parent = system.parentHash.get();
    added.forEach((position, hash) ->
        system
            .host()
            .offchainIndexSet(
                MmrKeys.ofFork(position, parent),
                position.equals(added.firstKey())
                    ? IndexedNode.ofLeaf(leaf)
                    : IndexedNode.ofHash(hash)));
  }

  // For calls that answer the node

  private Optional<Bytes> indexed(long position) {
    Optional<Bytes> canonical = system.host().offchainGet(MmrKeys.ofFinal(position));
    if (canonical.isPresent()) {
      return canonical;
    }
    long parent = system.number.get() - numberOfLeaves.get() + MmrShape.leafThatAdded(position);
    return parent < 0 || parent > Integer.MAX_VALUE
        ? Optional.empty()
        : system
            .blockHash
            .find((int) parent)
            .flatMap(hash -> system.host().offchainGet(MmrKeys.ofFork(position, hash)));
  }

  private Optional<Hash256> node(long position) {
    return indexed(position).flatMap(found -> IndexedNode.hash(hashing, found));
  }

  /** The leaf that a block added; nothing when the range did not grow with it. */
  private OptionalLong leafIndex(int blockNumber) {
    long index = blockNumber - (system.number.get() - numberOfLeaves.get() + 1);
    return index < 0 ? OptionalLong.empty() : OptionalLong.of(index);
  }

  /** How many leaves there were after a block; nothing when the range had not begun. */
  public OptionalLong leafCount(int blockNumber) {
    OptionalLong index = leafIndex(blockNumber);
    return index.isPresent() ? OptionalLong.of(index.getAsLong() + 1) : OptionalLong.empty();
  }

  private static <T> Result<T, MmrError> failed(MmrError error) {
    return new Result.Err<>(error);
  }

  @Override
  public Result<Hash256, MmrError> mmrRoot() {
    return new Result.Ok<>(rootHash.get());
  }

  @Override
  public Result<Long, MmrError> mmrLeafCount() {
    return new Result.Ok<>(numberOfLeaves.get());
  }

  @Override
  public Result<Map.Entry<List<Bytes>, LeafProof>, MmrError> generateProof(
      List<Integer> blockNumbers, Optional<Integer> bestKnownBlockNumber) {
    OptionalLong count = leafCount(bestKnownBlockNumber.orElseGet(system.number::get));
    if (count.isEmpty()) {
      return failed(MmrError.INVALID_NUMERIC_OP);
    }
    List<Long> indices = new ArrayList<>();
    List<Bytes> leaves = new ArrayList<>();
    for (int number : blockNumbers) {
      OptionalLong index = leafIndex(number);
      if (index.isEmpty()) {
        return failed(MmrError.INVALID_NUMERIC_OP);
      }
      indices.add(index.getAsLong());
    }
    for (long index : indices) {
      Optional<Bytes> leaf = indexed(MmrShape.leafPosition(index)).flatMap(IndexedNode::leaf);
      if (leaf.isEmpty()) {
        return failed(MmrError.LEAF_NOT_FOUND);
      }
      leaves.add(leaf.get());
    }
    return new LeafProofs(hashing)
        .prove(this::node, indices, count.getAsLong())
        .<Result<Map.Entry<List<Bytes>, LeafProof>, MmrError>>map(
            proof -> new Result.Ok<>(Map.entry(leaves, proof)))
        .orElseGet(() -> failed(MmrError.GENERATE_PROOF));
  }

  @Override
  public Result<AncestryProof, MmrError> generateAncestryProof(
      int prevBlockNumber, Optional<Integer> bestKnownBlockNumber) {
    OptionalLong count = leafCount(bestKnownBlockNumber.orElseGet(system.number::get));
    OptionalLong before = leafCount(prevBlockNumber);
    if (count.isEmpty() || before.isEmpty()) {
      return failed(MmrError.INVALID_NUMERIC_OP);
    }
    return new AncestryProofs(hashing)
        .prove(this::node, before.getAsLong(), count.getAsLong())
        .<Result<AncestryProof, MmrError>>map(Result.Ok::new)
        .orElseGet(() -> failed(MmrError.GENERATE_PROOF));
  }

  @Override
  public Result<Codecs.Unit, MmrError> verifyProof(List<Bytes> leaves, LeafProof proof) {
    long count = proof.leafCount();
    if (count < 1
        || count > numberOfLeaves.get()
        || proof.items().size() + (long) leaves.size() > count) {
      return failed(MmrError.VERIFY);
    }
    // The root of an earlier range is made of nodes that the index holds.
    List<Hash256> peaks = new ArrayList<>();
    for (long peak : MmrShape.peaks(count)) {
      Optional<Hash256> hash = node(peak);
      if (hash.isEmpty()) {
        return failed(MmrError.GET_ROOT);
      }
      peaks.add(hash.get());
    }
    return verified(hashing.bag(peaks).orElseThrow(), leaves, proof);
  }

  @Override
  public Result<Codecs.Unit, MmrError> verifyProofStateless(
      Hash256 root, List<Bytes> leaves, LeafProof proof) {
    return verified(root, leaves, proof);
  }

  private Result<Codecs.Unit, MmrError> verified(
      Hash256 root, List<Bytes> leaves, LeafProof proof) {
    List<Hash256> hashes = new ArrayList<>();
    leaves.forEach(leaf -> hashes.add(hashing.leaf(leaf.unsafeArray())));
    return new LeafProofs(hashing).root(hashes, proof).equals(Optional.of(root))
        ? new Result.Ok<>(Codecs.Unit.UNIT)
        : failed(MmrError.VERIFY);
  }
}
