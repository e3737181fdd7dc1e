package io.braid.parachains.collation;

import io.braid.consensus.aura.AuraClaim;
import io.braid.consensus.aura.AuraEngine;
import io.braid.consensus.authoring.TransactionQueue;
import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.ChainView;
import io.braid.consensus.importing.BlockImporter;
import io.braid.consensus.ports.Keystore;
import io.braid.parachains.availability.ErasureChunks;
import io.braid.parachains.candidate.AvailableData;
import io.braid.parachains.candidate.Candidates;
import io.braid.parachains.candidate.PoV;
import io.braid.parachains.relay.RelayView;
import io.braid.parachains.relay.RelayViews;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.HeaderCodec;
import io.braid.runtime.api.parachains.CandidateCommitments;
import io.braid.runtime.api.parachains.CandidateDescriptor;
import io.braid.runtime.api.parachains.CandidateReceipt;
import io.braid.runtime.api.parachains.CollationInfo;
import io.braid.runtime.api.parachains.CollationInfoCodec;
import io.braid.runtime.api.parachains.ParachainBlockData;
import io.braid.runtime.api.parachains.ParachainBlockDataCodec;
import io.braid.runtime.api.parachains.ParachainInherentData;
import io.braid.runtime.api.parachains.PersistedValidationData;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a parachain's candidates: on each new best relay block that leaves the parachain's core
 * free, a block on the head that this relay block has included, offered to the validators.
 */
public final class Collator {
  private static final Logger LOG = LoggerFactory.getLogger(Collator.class);

  private final int paraId;
  private final long relaySlotMillis;
  private final RelayViews views;
  private final Chain parachain;
  private final AuraEngine engine;
  private final Keystore keys;
  private final Offers offers;
  private final BlockMaker maker;
  private final RelayStateProof relayState;

  /**
   * @param relay followed by this node too
   * @param offers takes what is made to the validators
   * @param keys with the parachain's key of type {@code aura}
   * @param buildTime for transactions; a part of the relay chain's slot
   */
  public Collator(
      int paraId,
      long relaySlotMillis,
      ChainView relay,
      Chain parachain,
      AuraEngine engine,
      BlockImporter importer,
      TransactionQueue transactions,
      Keystore keys,
      Offers offers,
      InstantSource clock,
      Duration buildTime) {
    this.paraId = paraId;
    this.relaySlotMillis = relaySlotMillis;
    this.parachain = parachain;
    this.engine = engine;
    this.keys = keys;
    this.offers = offers;
    views = new RelayViews(relay);
    maker = new BlockMaker(parachain, importer, keys, transactions, clock, buildTime);
    relayState = new RelayStateProof(relay, paraId);
  }

  /** Collates on a relay block that became the best one. */
  public CollationOutcome onBestRelayBlock(BlockRef relayParent) {
    Optional<RelayView> view = views.at(relayParent.hash());
    Optional<Integer> core = view.flatMap(found -> found.scheduledCoreOf(paraId));
    if (core.isEmpty()) {
      return new CollationOutcome.Skipped("no core is free at relay block " + relayParent);
    }
    CollationOutcome outcome = collate(view.get(), core.get());
    if (outcome instanceof CollationOutcome.Failed(String reason)) {
      LOG.warn("no collation on relay block {}: {}", relayParent, reason);
    }
    return outcome;
  }

  private CollationOutcome collate(RelayView view, int core) {
    Hash256 relayParent = view.block().hash();
    Optional<PersistedValidationData> data = views.validationData(relayParent, paraId);
    Optional<Hash256> code = views.codeHash(relayParent, paraId);
    Optional<Long> relaySlot = relayState.slot(relayParent);
    if (data.isEmpty() || code.isEmpty() || relaySlot.isEmpty()) {
      return new CollationOutcome.Failed("the relay chain does not know parachain " + paraId);
    }
    if (!ErasureChunks.possible(view.validators().size())) {
      return new CollationOutcome.Failed(
          "expected at least two validators to keep the data, found " + view.validators().size());
    }
    Hash256 parent = Candidates.hash(data.get().parentHead());
    Optional<Header> above = parachain.header(parent);
    if (above.isEmpty() || !parachain.inTree(parent)) {
      return new CollationOutcome.Skipped("the included head " + parent + " is not here yet");
    }
    long slot = relaySlot.get() * relaySlotMillis / engine.slotDurationMillis();
    if (AuraEngine.slotOf(above.get()).orElse(0L) >= slot) {
      return new CollationOutcome.Skipped("slot " + slot + " already has a block");
    }
    Optional<AuraClaim> claim = engine.claim(parent, slot, keys);
    if (claim.isEmpty()) {
      return new CollationOutcome.Skipped("slot " + slot + " is another collator's");
    }
    Optional<ParachainInherentData> inherent = inherent(relayParent, data.get());
    if (inherent.isEmpty()) {
      return new CollationOutcome.Failed("the relay chain's state is not all here");
    }
    BlockRef on = new BlockRef(above.get().number(), parent);
    return switch (maker.make(on, claim.get(), engine.slotDurationMillis(), inherent.get())) {
      case BlockMaker.Result.Failed(String reason) -> new CollationOutcome.Failed(reason);
      case BlockMaker.Result.SlotTaken() ->
          new CollationOutcome.Skipped(
              "a block above " + on + " was signed in slot " + slot + " before");
      case BlockMaker.Result.Made(BuiltBlock block) ->
          offer(view, core, data.get(), code.get(), block);
    };
  }

  private Optional<ParachainInherentData> inherent(
      Hash256 relayParent, PersistedValidationData data) {
    var proof = relayState.at(relayParent);
    var downward = views.downward(relayParent, paraId);
    var horizontal = views.horizontal(relayParent, paraId);
    return proof.isEmpty() || downward.isEmpty() || horizontal.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ParachainInherentData(data, proof.get(), downward.get(), horizontal.get()));
  }

  private CollationOutcome offer(
      RelayView view, int core, PersistedValidationData data, Hash256 code, BuiltBlock block) {
    BlockRef ref = BlockRef.of(block.header());
    Optional<CandidateCommitments> commitments = commitments(ref, block.header());
    if (commitments.isEmpty()) {
      return new CollationOutcome.Failed("CollectCollationInfo did not answer on " + ref);
    }
    ParachainBlockData blockData =
        new ParachainBlockData(block.header(), block.extrinsics(), block.proof().nodes());
    PoV pov = new PoV(ParachainBlockDataCodec.CODEC.encodeToBytes(blockData));
    if (pov.blockData().size() > data.maxPovSize()) {
      return new CollationOutcome.Failed(
          "the proof of validity has "
              + pov.blockData().size()
              + " bytes, permitted are "
              + data.maxPovSize());
    }
    CandidateReceipt receipt =
        new CandidateReceipt(
            new CandidateDescriptor(
                paraId,
                view.block().hash(),
                0,
                core,
                view.session(),
                CandidateDescriptor.RESERVED_1,
                Candidates.hash(data),
                Candidates.hash(pov),
                ErasureChunks.of(new AvailableData(pov, data), view.validators().size()).root(),
                CandidateDescriptor.RESERVED_2,
                Candidates.hash(commitments.get().headData()),
                code),
            Candidates.hash(commitments.get()));
    offers.offer(new Collation(receipt, pov), Candidates.hash(data.parentHead()));
    LOG.info(
        "offers block {} of parachain {} on relay block {}: {} bytes",
        ref,
        paraId,
        view.block(),
        pov.blockData().size());
    return new CollationOutcome.Offered(ref, view.block().hash(), Candidates.hash(receipt));
  }

  private Optional<CandidateCommitments> commitments(BlockRef block, Header sealed) {
    return parachain
        .query(
            block.hash(),
            "CollectCollationInfo_collect_collation_info",
            HeaderCodec.CODEC.encode(sealed),
            CollationInfoCodec.CODEC)
        .map(CollationInfo::commitments);
  }
}
