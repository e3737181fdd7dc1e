package io.braid.parachains.approval;

import io.braid.consensus.babe.BabeDigest;
import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.executor.CallResult;
import io.braid.parachains.approval.AssignmentCriteria.LeavingCore;
import io.braid.parachains.relay.RelayViews;
import io.braid.primitives.Bits;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.babe.BabePreDigest;
import io.braid.runtime.api.babe.EpochCodec;
import io.braid.runtime.api.parachains.CandidateEvent;
import io.braid.runtime.api.parachains.CandidateEventCodec;
import io.braid.runtime.api.parachains.CandidateReceipt;
import io.braid.runtime.api.parachains.SessionInfo;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.Decoded;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Asks the relay chain what a block includes, and what approval needs to know about it. */
final class BlockReader {
  /** What a block has for approval. */
  sealed interface Read {
    /** Nothing: it is approved as it is. */
    record NothingIncluded() implements Read {}

    record Includes(IncludingBlock block) implements Read {}

    /** It cannot be approved here. */
    record Unreadable(String reason) implements Read {}
  }

  private static final Bytes PARACHAIN_HOST = Bytes.fromHex("0xaf2c0297a23e6d3d");
  private static final byte[] NOTHING = {};
  private static final int MAX_EVENTS = 1 << 16;
  private static final Codec<List<CandidateEvent>> EVENTS =
      Codecs.list(CandidateEventCodec.CODEC, MAX_EVENTS);

  private final Chain chain;
  private final RelayViews views;

  BlockReader(Chain chain, RelayViews views) {
    this.chain = chain;
    this.views = views;
  }

  /**
   * Reads a block whose header was verified.
   *
   * @param votes gives what is known of a candidate, by its receipt and the number of validators
   */
  Read read(
      BlockRef block, Header header, BiFunction<CandidateReceipt, Integer, CandidateVotes> votes) {
    CallResult answer = chain.call(block.hash(), "ParachainHost_candidate_events", NOTHING);
    if (!(answer instanceof CallResult.Returned(Bytes output))) {
      return knowsParachains(block.hash())
          ? new Read.Unreadable("its runtime does not tell its candidates: " + answer)
          : new Read.NothingIncluded();
    }
    if (!(EVENTS.tryDecode(output)
        instanceof Decoded.Value<List<CandidateEvent>>(List<CandidateEvent> events))) {
      return new Read.Unreadable("its events of candidates are malformed");
    }
    List<CandidateEvent.CandidateIncluded> included = new ArrayList<>();
    for (CandidateEvent event : events) {
      if (event instanceof CandidateEvent.CandidateIncluded each) {
        included.add(each);
      }
    }
    return included.isEmpty()
        ? new Read.NothingIncluded()
        : facts(block.hash(), header)
            .<Read>map(facts -> new Read.Includes(block(block, header, facts, included, votes)))
            .orElseGet(() -> new Read.Unreadable("its session, epoch or claim is not known"));
  }

  private boolean knowsParachains(Hash256 block) {
    return chain
        .runtimeVersion(block)
        .map(
            version -> version.apis().stream().anyMatch(api -> api.getKey().equals(PARACHAIN_HOST)))
        .orElse(true);
  }

  private static IncludingBlock block(
      BlockRef block,
      Header header,
      IncludingBlock.BlockFacts facts,
      List<CandidateEvent.CandidateIncluded> included,
      BiFunction<CandidateReceipt, Integer, CandidateVotes> votes) {
    List<IncludedCandidate> candidates = new ArrayList<>();
    for (CandidateEvent.CandidateIncluded each : included) {
      candidates.add(
          new IncludedCandidate(
              votes.apply(each.receipt(), facts.info().validators().size()),
              new LeavingCore(each.core(), each.group())));
    }
    return new IncludingBlock(block, header.parentHash(), facts, candidates);
  }

  private Optional<IncludingBlock.BlockFacts> facts(Hash256 block, Header header) {
    Optional<BabePreDigest> claim = BabeDigest.claim(header);
    Optional<RelayVrfStory> story =
        chain
            .query(block, "BabeApi_current_epoch", NOTHING, EpochCodec.CODEC)
            .flatMap(epoch -> claim.flatMap(found -> RelayVrfStory.of(found, epoch)));
    Optional<Integer> session =
        chain.query(
            header.parentHash(), "ParachainHost_session_index_for_child", NOTHING, Codecs.U32);
    Optional<SessionInfo> info = session.flatMap(index -> views.session(block, index));
    if (story.isEmpty() || info.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new IncludingBlock.BlockFacts(
            claim.orElseThrow().slot(),
            session.get(),
            info.get(),
            story.get(),
            drawsAtOnce(block),
            coalesce(block)));
  }

  /** The first of the node's features; runtimes that know of none have nodes that all have it. */
  private boolean drawsAtOnce(Hash256 block) {
    return chain
        .query(block, "ParachainHost_node_features", NOTHING, Bits.CODEC)
        .map(features -> features.size() > 0 && features.get(0))
        .orElse(true);
  }

  private int coalesce(Hash256 block) {
    int most =
        chain.query(block, "ParachainHost_approval_voting_params", NOTHING, Codecs.U32).orElse(1);
    return Math.max(1, most);
  }
}
