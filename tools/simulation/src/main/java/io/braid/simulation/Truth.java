package io.braid.simulation;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.executor.pvf.PvfHost;
import io.braid.executor.pvf.PvfKind;
import io.braid.executor.pvf.PvfOutcome;
import io.braid.parachains.availability.ProvenChunk;
import io.braid.parachains.availability.Recovery;
import io.braid.parachains.candidate.AvailableData;
import io.braid.parachains.candidate.Candidates;
import io.braid.parachains.protocol.ChunkFetching;
import io.braid.parachains.protocol.ChunkFetching_RequestCodec;
import io.braid.parachains.protocol.ChunkFetching_ResponseCodec;
import io.braid.parachains.relay.RelayView;
import io.braid.parachains.relay.RelayViews;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.CandidateCommitments;
import io.braid.runtime.api.parachains.CandidateEvent;
import io.braid.runtime.api.parachains.CandidateEventCodec;
import io.braid.runtime.api.parachains.CandidateReceipt;
import io.braid.runtime.api.parachains.PersistedValidationData;
import io.braid.runtime.api.parachains.ValidationParams;
import io.braid.runtime.api.parachains.ValidationParamsCodec;
import io.braid.runtime.api.parachains.ValidationResultCodec;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.Decoded;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What the world itself knows of every candidate that is final: whether its data can be had from
 * honest validators, and whether the block is valid.
 */
final class Truth {
  private static final Codec<List<CandidateEvent>> EVENTS =
      Codecs.list(CandidateEventCodec.CODEC, 1 << 16);
  private static final PeerId WORLD = new PeerId("the world");

  /** Validators without power may be back with their chunks after so long, times the attempts. */
  private static final int AGAIN_MILLIS = 1_000;

  /** Half of the blocks for which validators keep a candidate's data. */
  private static final int KEPT_BLOCKS = 8;

  private final SimulatedWorld world;
  private final PvfHost sandbox;
  private final Supplier<List<SimulatedNode>> nodes;
  private final Invariants invariants;
  private final Set<Hash256> judged = new HashSet<>();
  private int valid;

  Truth(
      SimulatedWorld world,
      PvfHost sandbox,
      Supplier<List<SimulatedNode>> nodes,
      Invariants invariants) {
    this.world = world;
    this.sandbox = sandbox;
    this.nodes = nodes;
    this.invariants = invariants;
  }

  /** The candidates that a block includes. */
  static List<CandidateReceipt> included(Chain relay, Hash256 block) {
    return relay
        .query(block, "ParachainHost_candidate_events", new byte[0], EVENTS)
        .orElse(List.of())
        .stream()
        .flatMap(event ->
            event instanceof CandidateEvent.CandidateIncluded(var receipt, var h, var c, var g)
                ? Stream.of(receipt)
                : Stream.empty())
        .toList();
  }

  /** A relay block is final, at one node at least. */
  void onFinal(String node, Chain relay, BlockRef block) {
    Hash256 parent = relay.header(block.hash()).orElseThrow().parentHash();
    Optional<RelayView> view = new RelayViews(relay).at(parent);
    for (CandidateReceipt candidate : included(relay, block.hash())) {
      if (view.isPresent() && judged.add(Candidates.hash(candidate))) {
        world.at(0, () -> judge(node, relay, block, view.get(), candidate));
      }
    }
  }

  private void judge(
      String node, Chain relay, BlockRef block, RelayView view, CandidateReceipt candidate) {
    String what =
        "candidate " + Candidates.hash(candidate) + ", which block " + block + " includes";
    List<ProvenChunk> chunks = chunks(view, candidate);
    switch (Recovery.of(chunks, candidate.descriptor().erasureRoot(), view.validators().size())) {
      case Recovery.TooFewChunks(var reason) -> {
        boolean someAreDown = nodes.get().stream().anyMatch(each -> !each.isAlive());
        if (someAreDown && relay.finalised().number() < block.number() + KEPT_BLOCKS) {
          world.at(AGAIN_MILLIS, () -> judge(node, relay, block, view, candidate));
        } else if (!someAreDown) {
          invariants.violated(
              node + " called " + what + ", final, but its data is gone: " + reason);
        }
      }
      case Recovery.WrongRoot(String reason) ->
          invariants.violated(node + " called " + what + ", final, but it is invalid: " + reason);
      case Recovery.Recovered(AvailableData data) ->
          mistake(relay, candidate, data)
              .ifPresentOrElse(
                  reason ->
                      invariants.violated(
                          node + " called " + what + ", final, but it is invalid: " + reason),
                  () -> valid++);
    }
  }

  /** What honest validators would send to somebody who asks. */
  private List<ProvenChunk> chunks(RelayView view, CandidateReceipt candidate) {
    List<ProvenChunk> chunks = new ArrayList<>();
    for (SimulatedNode node : nodes.get()) {
      for (int index = 0; index < view.validators().size(); index++) {
        if (node.isHonest() && node.validates(view.validators().get(index))) {
          Bytes request =
              ChunkFetching_RequestCodec.CODEC.encodeToBytes(
                  new ChunkFetching.Request(Candidates.hash(candidate), index));
          node.validator()
              .flatMap(peer -> peer.onRequest(WORLD, Protocol.CHUNK_FETCHING, request))
              .flatMap(Truth::chunk)
              .ifPresent(chunks::add);
        }
      }
    }
    return chunks;
  }

  private static Optional<ProvenChunk> chunk(Bytes response) {
    return ChunkFetching_ResponseCodec.CODEC.tryDecode(response)
                instanceof Decoded.Value<ChunkFetching.Response>(var value)
            && value instanceof ChunkFetching.Response.Found(var sent)
        ? Optional.of(new ProvenChunk(sent.index(), sent.chunk(), sent.proof()))
        : Optional.empty();
  }

  private Optional<String> mistake(Chain relay, CandidateReceipt candidate, AvailableData data) {
    PersistedValidationData given = data.validationData();
    Bytes code =
        new RelayViews(relay)
            .code(relay.finalised().hash(), candidate.descriptor().validationCodeHash())
            .orElse(Bytes.EMPTY);
    ValidationParams parameters =
        new ValidationParams(
            given.parentHead(),
            data.pov().blockData(),
            given.relayParentNumber(),
            given.relayParentStorageRoot());
    PvfOutcome outcome =
        sandbox.validate(
            code, ValidationParamsCodec.CODEC.encodeToBytes(parameters), PvfKind.APPROVAL);
    if (!(outcome instanceof PvfOutcome.Valid(Bytes result, long fuel))) {
      return Optional.of(outcome.toString());
    }
    CandidateCommitments does = ValidationResultCodec.CODEC.decodeAll(result).commitments();
    return Candidates.hash(does).equals(candidate.commitmentsHash())
            && Candidates.hash(does.headData()).equals(candidate.descriptor().paraHead())
            && Candidates.hash(given).equals(candidate.descriptor().persistedValidationDataHash())
            && Candidates.hash(data.pov()).equals(candidate.descriptor().povHash())
        ? Optional.empty()
        : Optional.of("it does something else than it claims");
  }

  /** How many final candidates were found valid, with their data at honest validators. */
  int valid() {
    return valid;
  }
}
