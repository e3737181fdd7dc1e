package io.braid.parachains.collation;

import io.braid.consensus.aura.AuraClaim;
import io.braid.consensus.aura.AuraEngine;
import io.braid.consensus.authoring.TransactionQueue;
import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.ChainView;
import io.braid.consensus.importing.BlockImporter;
import io.braid.consensus.ports.Keystore;
import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.PeerId;
import io.braid.parachains.availability.ErasureChunks;
import io.braid.parachains.candidate.AvailableData;
import io.braid.parachains.candidate.Candidates;
import io.braid.parachains.candidate.PoV;
import io.braid.parachains.peers.ValidatorPeers;
import io.braid.parachains.relay.RelayView;
import io.braid.parachains.relay.RelayViews;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.HeaderCodec;
import io.braid.runtime.api.parachains.CandidateCommitments;
import io.braid.runtime.api.parachains.CandidateDescriptor;
import io.braid.runtime.api.parachains.CandidateReceipt;
import io.braid.runtime.api.parachains.CollationInfo;
import io.braid.runtime.api.parachains.CollationInfoCodec;
import io.braid.runtime.api.parachains.CoreInfo;
import io.braid.runtime.api.parachains.ParachainBlockData;
import io.braid.runtime.api.parachains.ParachainBlockDataCodec;
import io.braid.runtime.api.parachains.ParachainInherentData;
import io.braid.runtime.api.parachains.PersistedValidationData;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a parachain's candidates: on each new best relay block a block for every core that is the
 * parachain's, on the newest block that may still be included, as far as the parachain's runtime
 * lets it run ahead; offered to the validators of the core.
 */
public final class Collator {
  private static final Logger LOG = LoggerFactory.getLogger(Collator.class);

  /** The first 8 bytes of the name's hash, as {@code AuraUnincludedSegment} has them. */
  private static final Bytes UNINCLUDED_SEGMENT_API = Bytes.fromHex("d7bdd8a272ca0d65");

  /** More than a runtime lets wait for inclusion. */
  private static final int MAX_OWN = 64;

  private final int paraId;
  private final long relaySlotMillis;
  private final RelayViews views;
  private final Chain parachain;
  private final AuraEngine engine;
  private final Keystore keys;
  private final Offers offers;
  private final BlockMaker maker;
  private final RelayStateProof relayState;
  private final SegmentSearch segments;

  /** The blocks that were made here last. */
  private final Set<Hash256> own = new LinkedHashSet<>();

  private final ValidatorPeers validators;

  /**
   * @param relay followed by this node too
   * @param offers takes what is made to the validators
   * @param keys with the parachain's key of type {@code aura}
   * @param relayNetwork where the validators are
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
      Network relayNetwork,
      InstantSource clock,
      Duration buildTime) {
    this.paraId = paraId;
    this.relaySlotMillis = relaySlotMillis;
    this.parachain = parachain;
    this.engine = engine;
    this.keys = keys;
    this.offers = offers;
    views = new RelayViews(relay);
    validators = new ValidatorPeers(views, relayNetwork);
    maker = new BlockMaker(parachain, importer, keys, transactions, clock, buildTime);
    relayState = new RelayStateProof(relay, paraId);
    segments = new SegmentSearch(paraId, views, parachain, own::contains);
  }

  /**
   * Collates on a relay block that became the best one: a block for each of the parachain's cores,
   * one on the other. What happened, for each core until there was nothing more to do.
   */
  public List<CollationOutcome> onBestRelayBlock(BlockRef relayParent) {
    Optional<RelayView> view = views.at(relayParent.hash());
    List<Integer> cores = view.map(found -> found.coresOf(paraId)).orElse(List.of());
    if (cores.isEmpty()) {
      return List.of(
          new CollationOutcome.Skipped("no core is the parachain's at relay block " + relayParent));
    }
    List<CollationOutcome> outcomes = new ArrayList<>();
    do {
      outcomes.add(collate(view.get(), cores));
    } while (outcomes.getLast() instanceof CollationOutcome.Offered
        && outcomes.size() < cores.size());
    if (outcomes.getLast() instanceof CollationOutcome.Failed(String reason)) {
      LOG.warn("no collation on relay block {}: {}", relayParent, reason);
    }
    return outcomes;
  }

  private CollationOutcome collate(RelayView view, List<Integer> cores) {
    if (!ErasureChunks.possible(view.validators().size())) {
      return new CollationOutcome.Failed(
          "expected at least two validators to keep the data, found " + view.validators().size());
    }
    return switch (segments.find(view)) {
      case SegmentSearch.Found.Nowhere(String reason) -> new CollationOutcome.Skipped(reason);
      case SegmentSearch.Found.Here(Segment segment) when segment.onRelayParent() >= cores.size() ->
          new CollationOutcome.Skipped("every core has its block on " + view.block());
      case SegmentSearch.Found.Here(Segment segment) -> collate(view, cores, segment);
    };
  }

  private CollationOutcome collate(RelayView view, List<Integer> cores, Segment segment) {
    Hash256 relayParent = view.block().hash();
    Optional<Long> relaySlot = relayState.slot(relayParent);
    if (relaySlot.isEmpty()) {
      return new CollationOutcome.Failed("the relay chain's state is not all here");
    }
    Hash256 parent = segment.tip();
    Header above = parachain.header(parent).orElseThrow();
    long slot = relaySlot.get() * relaySlotMillis / engine.slotDurationMillis();
    if (AuraEngine.slotOf(above).orElse(0L) > slot) {
      return new CollationOutcome.Skipped("slot " + slot + " is over");
    }
    Optional<AuraClaim> claim = engine.claim(parent, slot, keys);
    if (claim.isEmpty()) {
      return new CollationOutcome.Skipped("slot " + slot + " is another collator's");
    }
    if (!mayBuildOn(parent, segment.included(), relaySlot.get(), slot)) {
      return new CollationOutcome.Skipped(
          "the runtime waits for blocks below " + above.number() + " to be included");
    }
    PersistedValidationData data =
        new PersistedValidationData(
            HeaderCodec.CODEC.encodeToBytes(above),
            view.block().number(),
            view.stateRoot(),
            segment.limits().maxPovSize());
    Optional<ParachainInherentData> inherent = inherent(relayParent, data);
    if (inherent.isEmpty()) {
      return new CollationOutcome.Failed("the relay chain's state is not all here");
    }
    CoreInfo core = new CoreInfo(segment.onRelayParent(), 0, cores.size());
    BlockRef on = new BlockRef(above.number(), parent);
    return switch (maker.make(
        on, claim.get(), engine.slotDurationMillis(), inherent.get(), core, segment.blocks())) {
      case BlockMaker.Result.Failed(String reason) -> new CollationOutcome.Failed(reason);
      case BlockMaker.Result.SlotTaken() ->
          new CollationOutcome.Skipped(
              "a block above " + on + " was signed in slot " + slot + " before");
      case BlockMaker.Result.Made(BuiltBlock block) -> {
        own.add(BlockRef.hash(block.header()));
        if (own.size() > MAX_OWN) {
          own.remove(own.iterator().next());
        }
        yield offer(view, cores.get(core.selector()), data, segment.code(), block);
      }
    };
  }

  /**
   * Whether the parachain's runtime lets its chain grow. A runtime does not know its own block's
   * hash, so it cannot tell that this very block is included: then it may.
   */
  private boolean mayBuildOn(Hash256 parent, Hash256 included, long relaySlot, long slot) {
    if (parent.equals(included)) {
      return true;
    }
    Optional<Integer> version =
        parachain.runtimeVersion(parent).stream()
            .flatMap(runtime -> runtime.apis().stream())
            .filter(api -> api.getKey().equals(UNINCLUDED_SEGMENT_API))
            .map(Map.Entry::getValue)
            .findFirst();
    // Version 1 asks for the parachain's slot; a runtime without any has no block ahead.
    return version.isPresent()
        && parachain
            .query(
                parent,
                "AuraUnincludedSegmentApi_can_build_upon",
                new ScaleWriter(40)
                    .write(Hash256.CODEC, included)
                    .u64(version.get() == 1 ? slot : relaySlot)
                    .toArray(),
                Codecs.BOOL)
            .orElse(false);
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
    offers.offer(new Collation(receipt, pov), data.parentHead(), backers(view, core));
    LOG.info(
        "offers block {} of parachain {} on relay block {}: {} bytes",
        ref,
        paraId,
        view.block(),
        pov.blockData().size());
    return new CollationOutcome.Offered(ref, view.block().hash(), Candidates.hash(receipt));
  }

  /** The peers who back the core; nothing unless all have been found. */
  private Optional<Set<PeerId>> backers(RelayView view, int core) {
    Set<PeerId> found = new LinkedHashSet<>();
    for (int index : view.backersOf(core)) {
      Optional<PeerId> peer = validators.peer(view, index);
      if (peer.isEmpty()) {
        return Optional.empty();
      }
      found.add(peer.get());
    }
    return Optional.of(found);
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
