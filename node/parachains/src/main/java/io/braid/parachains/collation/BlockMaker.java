package io.braid.parachains.collation;

import io.braid.consensus.aura.AuraClaim;
import io.braid.consensus.aura.AuraEngine;
import io.braid.consensus.authoring.Proposal;
import io.braid.consensus.authoring.ProposalLimits;
import io.braid.consensus.authoring.Proposer;
import io.braid.consensus.authoring.SignedSlots;
import io.braid.consensus.authoring.TransactionQueue;
import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.StateAccess;
import io.braid.consensus.importing.BlockImporter;
import io.braid.consensus.importing.ImportResult;
import io.braid.consensus.ports.Keystore;
import io.braid.executor.host.StatelessHost;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Digest;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.InherentData;
import io.braid.runtime.api.parachains.CoreInfo;
import io.braid.runtime.api.parachains.ParachainInherentData;
import io.braid.runtime.api.parachains.ParachainInherentDataCodec;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleWriter;
import io.braid.trie.CompactProof;
import io.braid.trie.StorageProof;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Builds, seals and imports a parachain's blocks. */
final class BlockMaker {
  /** A block, or why there is none. */
  sealed interface Result {
    record Made(BuiltBlock block) implements Result {}

    record Failed(String reason) implements Result {}

    /** In this slot a block at this height was signed already. */
    record SlotTaken() implements Result {}
  }

  private final Chain chain;
  private final BlockImporter importer;
  private final Keystore keys;
  private final TransactionQueue transactions;
  private final InstantSource clock;
  private final Duration buildTime;
  private final SignedSlots signed;

  BlockMaker(
      Chain chain,
      BlockImporter importer,
      Keystore keys,
      TransactionQueue transactions,
      InstantSource clock,
      Duration buildTime) {
    this.chain = chain;
    this.importer = importer;
    this.keys = keys;
    this.transactions = transactions;
    this.clock = clock;
    this.buildTime = buildTime;
    signed = new SignedSlots(chain.database(), AuraEngine.ENGINE);
  }

  /**
   * Builds on a block that is in the tree.
   *
   * @param claim to the parachain's slot
   * @param slotMillis how long such a slot is; the block's time is its begin
   * @param core for which it is made; the time for transactions is shared among all cores
   * @param waiting blocks up to the parent that are not included yet
   */
  Result make(
      BlockRef parent,
      AuraClaim claim,
      long slotMillis,
      ParachainInherentData relay,
      CoreInfo core,
      List<Hash256> waiting) {
    if (!signed.isFree(claim.slot(), place(parent))) {
      return new Result.SlotTaken();
    }
    InherentData inherents =
        InherentData.EMPTY
            .with("timstap0", Codecs.U64, claim.slot() * slotMillis)
            .with(ParachainInherentData.IDENTIFIER, ParachainInherentDataCodec.CODEC, relay);
    // Half of a proof of validity is for the extrinsics, half for the state that they read.
    int bodyBytes =
        Math.min(ProposalLimits.DEFAULT_BODY_BYTES, relay.validationData().maxPovSize() / 2);
    Duration time = buildTime.dividedBy(Math.max(1, core.numberOfCores()));
    ProposalLimits limits = new ProposalLimits(clock.instant().plus(time), bodyBytes);
    Digest digest = new Digest(List.of(claim.preDigest(), core.digestItem()));
    Set<Bytes> taken = new HashSet<>();
    waiting.forEach(block -> chain.body(block).ifPresent(taken::addAll));
    Proposer proposer = new Proposer(chain, new BehindUnincluded(transactions, taken), clock);
    return switch (proposer.propose(parent, digest, inherents, limits, true)) {
      case Proposal.Failed(String reason) -> new Result.Failed(reason);
      case Proposal.Built built -> seal(parent, claim, built);
    };
  }

  /** A slot may have several blocks, one on the other, but not two at one height. */
  private static Bytes place(BlockRef parent) {
    return new ScaleWriter(4).u32(parent.number() + 1).toBytes();
  }

  private Result seal(BlockRef parent, AuraClaim claim, Proposal.Built built) {
    if (!signed.claim(claim.slot(), place(parent))) {
      return new Result.SlotTaken();
    }
    Optional<Header> sealed = AuraEngine.seal(built.block().header(), claim, keys);
    if (sealed.isEmpty()) {
      return new Result.Failed("expected the aura key " + claim.author() + " in the keystore");
    }
    List<Bytes> body = built.block().extrinsics();
    ImportResult imported = importer.offerOwn(sealed.get(), body, built.state(), built.beside());
    if (imported instanceof ImportResult.Refused refused) {
      return new Result.Failed("the block was not imported: " + refused.reason());
    }
    return new Result.Made(
        new BuiltBlock(sealed.get(), body, proof(parent.hash(), built.proof().orElseThrow())));
  }

  /** Adds what checking the seal reads, so that the whole block can be checked. */
  private CompactProof proof(Hash256 parent, StorageProof execution) {
    List<Bytes> nodes = new ArrayList<>(execution.nodes());
    nodes.addAll(authorities(parent).nodes());
    Hash256 root = chain.header(parent).orElseThrow().stateRoot();
    return StorageProof.of(nodes).compact(root, StatelessHost.BLAKE2);
  }

  private StorageProof authorities(Hash256 parent) {
    return switch (chain.access(parent, true)) {
      case StateAccess.Unavailable(String reason) -> throw new IllegalStateException(reason);
      case StateAccess.Ready(var state) -> {
        state.call("AuraApi_authorities", new byte[0]);
        yield state.host().recorder().orElseThrow().proof();
      }
    };
  }
}
