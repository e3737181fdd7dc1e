package io.braid.pallets.beefymmr;

import io.braid.frame.Pallet;
import io.braid.frame.PalletContext;
import io.braid.frame.executive.Executive;
import io.braid.frame.storage.StorageValue;
import io.braid.frame.system.FrameSystem;
import io.braid.pallets.beefy.Ancestry;
import io.braid.pallets.beefy.OnNewValidatorSet;
import io.braid.pallets.mmr.LeafData;
import io.braid.pallets.mmr.Mmr;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.Host;
import io.braid.runtime.api.beefy.BeefyAuthoritySet;
import io.braid.runtime.api.beefy.BeefyAuthoritySetCodec;
import io.braid.runtime.api.beefy.BeefyConsensusLog;
import io.braid.runtime.api.beefy.BeefyConsensusLogCodec;
import io.braid.runtime.api.beefy.BeefyMmrApi;
import io.braid.runtime.api.beefy.BeefyValidatorSet;
import io.braid.runtime.api.beefy.Commitment;
import io.braid.runtime.api.beefy.ForkVotingProof;
import io.braid.runtime.api.beefy.MmrLeaf;
import io.braid.runtime.api.beefy.MmrLeafCodec;
import io.braid.runtime.api.beefy.Payload;
import io.braid.runtime.api.mmr.AncestryProof;
import io.braid.runtime.api.mmr.AncestryProofs;
import io.braid.runtime.api.mmr.MmrHashing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.function.Supplier;

/** The leaves of the mountain range, as bridges read them. */
@Pallet(crate = "pallet_beefy_mmr")
public final class BeefyMmrLeaf implements BeefyMmrApi, LeafData, OnNewValidatorSet, Ancestry {
  private static final int LEAF_VERSION = 0;

  /** Details of current BEEFY authority set. */
  public final StorageValue<BeefyAuthoritySet> beefyAuthorities;

  /** Details of next BEEFY authority set. */
  public final StorageValue<BeefyAuthoritySet> beefyNextAuthorities;

  private final FrameSystem system;
  private final Host host;
  private final MmrHashing hashing;
  private final Supplier<SortedMap<Integer, Bytes>> heads;
  private final Supplier<Mmr> mmr;

  /**
   * @param heads of the parachains, by their ids
   */
  public BeefyMmrLeaf(
      PalletContext context,
      FrameSystem system,
      Supplier<SortedMap<Integer, Bytes>> heads,
      Supplier<Mmr> mmr) {
    this.system = system;
    this.heads = heads;
    this.mmr = mmr;
    host = context.storage().host();
    hashing = host::keccak256;
    beefyAuthorities =
        context.value("BeefyAuthorities", BeefyAuthoritySetCodec.CODEC, BeefyAuthoritySet.NONE);
    beefyNextAuthorities =
        context.value("BeefyNextAuthorities", BeefyAuthoritySetCodec.CODEC, BeefyAuthoritySet.NONE);
  }

  @Override
  public BeefyAuthoritySet authoritySetProof() {
    return beefyAuthorities.get();
  }

  @Override
  public BeefyAuthoritySet nextAuthoritySetProof() {
    return beefyNextAuthorities.get();
  }

  @Override
  public Bytes leaf() {
    MmrLeaf leaf =
        new MmrLeaf(
            LEAF_VERSION,
            Map.entry(system.number.get() - 1, system.parentHash.get()),
            beefyNextAuthorities.get(),
            BinaryMerkleTree.root(hashing, ParaHeads.leaves(heads.get())));
    return MmrLeafCodec.CODEC.encodeToBytes(leaf);
  }

  /** Tells clients of the mountain range's new root. */
  public void depositRoot(Hash256 root) {
    system.depositLog(
        new DigestItem.Consensus(
            BeefyConsensusLog.ENGINE,
            BeefyConsensusLogCodec.CODEC.encodeToBytes(new BeefyConsensusLog.MmrRoot(root))));
  }

  @Override
  public void onNewValidatorSet(BeefyValidatorSet current, BeefyValidatorSet next) {
    BeefyAuthoritySet now = authoritySet(current);
    beefyAuthorities.set(now);
    // Most sessions have the validators of the one before.
    beefyNextAuthorities.set(
        next.validators().equals(current.validators())
            ? new BeefyAuthoritySet(next.id(), now.len(), now.keysetCommitment())
            : authoritySet(next));
  }

  private BeefyAuthoritySet authoritySet(BeefyValidatorSet set) {
    List<Bytes> addresses = new ArrayList<>();
    set.validators().forEach(key -> addresses.add(EthereumAddress.of(host, key)));
    return new BeefyAuthoritySet(
        set.id(), addresses.size(), BinaryMerkleTree.root(hashing, addresses));
  }

  @Override
  public boolean provesFork(ForkVotingProof proof) {
    Commitment commitment = proof.vote().commitment();
    AncestryProof ancestry = proof.ancestryProof();
    Optional<Hash256> root = rootOf(proof.header());
    if (root.isEmpty() || !AncestryProofs.isOptimal(ancestry)) {
      return false;
    }
    OptionalLong leaves = mmr.get().leafCount(commitment.blockNumber());
    if (leaves.isEmpty() || leaves.getAsLong() != ancestry.prevLeafCount()) {
      return false;
    }
    return new AncestryProofs(hashing)
        .previousRoot(root.get(), ancestry)
        .filter(canonical -> !commitsTo(commitment, canonical))
        .isPresent();
  }

  /** The root that a header of this chain names; nothing when it is not of this chain. */
  private Optional<Hash256> rootOf(Header header) {
    Optional<Hash256> expected = system.blockHash.find(header.number());
    if (!expected.equals(Optional.of(Executive.hash(host, header)))) {
      return Optional.empty();
    }
    for (BeefyConsensusLog log : BeefyConsensusLog.of(header)) {
      if (log instanceof BeefyConsensusLog.MmrRoot root) {
        return Optional.of(root.root());
      }
    }
    return Optional.empty();
  }

  /** Whether all roots that a commitment names are the given one, and there is one. */
  private static boolean commitsTo(Commitment commitment, Hash256 root) {
    boolean found = false;
    for (Map.Entry<Bytes, Bytes> entry : commitment.payload().entries()) {
      if (entry.getKey().equals(Payload.MMR_ROOT)) {
        if (!entry.getValue().equals(root.bytes())) {
          return false;
        }
        found = true;
      }
    }
    return found;
  }
}
