package io.braid.parachains.availability;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.consensus.ports.Timers;
import io.braid.parachains.candidate.Signing;
import io.braid.parachains.gossip.SessionRoutes;
import io.braid.parachains.peers.PeerSet;
import io.braid.parachains.peers.ValidatorPeers;
import io.braid.parachains.protocol.AvailableDataFetching;
import io.braid.parachains.protocol.AvailableDataFetching_RequestCodec;
import io.braid.parachains.protocol.AvailableDataFetching_ResponseCodec;
import io.braid.parachains.protocol.BitfieldMessage;
import io.braid.parachains.protocol.ChunkFetching;
import io.braid.parachains.protocol.ChunkFetching_RequestCodec;
import io.braid.parachains.protocol.ChunkFetching_ResponseCodec;
import io.braid.parachains.protocol.ValidationMessage;
import io.braid.parachains.relay.RelayView;
import io.braid.parachains.relay.RelayViews;
import io.braid.parachains.relay.ValidatorKeys;
import io.braid.primitives.Bits;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.CoreState;
import io.braid.runtime.api.parachains.OccupiedCore;
import io.braid.runtime.api.parachains.SignedBitfield;
import io.braid.scale.Codec;
import io.braid.scale.Decoded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Fetches this validator's chunk of every candidate that occupies a core, and says in a signed
 * bitfield per block which of them it holds. A bitfield goes out as soon as all chunks are here, or
 * with those that are when the time to fetch is over.
 */
public final class Availability {
  /** Blocks below a final one whose candidates' data is kept: for finality that comes late. */
  private static final int KEPT_BELOW_FINALISED = 16;

  private final RelayViews views;
  private final ValidatorKeys keys;
  private final Network network;
  private final Timers timers;
  private final Duration fetchTime;
  private final AvailabilityStore store;
  private final ValidatorPeers validators;
  private final Bitfields bitfields;

  /** Candidates whose chunk is being asked for: at most one per core and fork. */
  private final Set<Hash256> fetching = new LinkedHashSet<>();

  /** Blocks that this validator owes a bitfield for. */
  private final Map<Hash256, BlockRef> owed = new LinkedHashMap<>();

  /**
   * @param fetchTime from a block's import to its bitfield, at most; well below a slot
   */
  public Availability(
      RelayViews views,
      ValidatorKeys keys,
      Network network,
      Timers timers,
      Duration fetchTime,
      AvailabilityStore store,
      PeerSet<ValidationMessage> peers,
      ValidatorPeers validators,
      SessionRoutes routes) {
    this.views = views;
    this.keys = keys;
    this.network = network;
    this.timers = timers;
    this.fetchTime = fetchTime;
    this.store = store;
    this.validators = validators;
    bitfields = new Bitfields(views, network, peers, routes);
  }

  /** A relay block was imported. */
  public void onImported(BlockRef block) {
    Optional<RelayView> view = views.at(block.hash());
    if (view.isEmpty()) {
      return;
    }
    Optional<ValidatorKeys.Self> self = keys.self(view.get());
    if (self.isEmpty() || occupied(view.get()).isEmpty()) {
      return;
    }
    owed.put(block.hash(), block);
    for (OccupiedCore core : occupied(view.get()).values()) {
      if (store.chunk(core.candidateHash(), self.get().index()).isEmpty()) {
        fetch(view.get(), core, self.get().index());
      }
    }
    signComplete();
    if (owed.containsKey(block.hash())) {
      timers.after(fetchTime, () -> sign(block.hash()));
    }
  }

  /** Relay blocks up to this one are final. */
  public void onFinalised(BlockRef block) {
    store.prune(block.number(), KEPT_BELOW_FINALISED);
    owed.values().removeIf(other -> other.number() < block.number());
    bitfields.prune(block.number());
  }

  private static Map<Integer, OccupiedCore> occupied(RelayView view) {
    Map<Integer, OccupiedCore> found = new LinkedHashMap<>();
    for (int core = 0; core < view.cores().size(); core++) {
      if (view.cores().get(core) instanceof CoreState.Occupied(OccupiedCore state)) {
        found.put(core, state);
      }
    }
    return found;
  }

  // Chunks

  private void fetch(RelayView view, OccupiedCore core, int index) {
    if (fetching.add(core.candidateHash())) {
      ask(core, index, holders(view, core, index));
    }
  }

  /**
   * Whom to ask: the validators who backed the candidate and so have all of it, each validator
   * beginning at another one, then everybody else.
   */
  private List<PeerId> holders(RelayView view, OccupiedCore core, int index) {
    List<PeerId> backers = new ArrayList<>();
    if (core.groupResponsible() < view.groups().size()) {
      for (int member : view.groups().get(core.groupResponsible())) {
        validators.peer(view, member).ifPresent(backers::add);
      }
    }
    List<PeerId> others = new ArrayList<>(network.peers());
    others.removeAll(backers);
    for (List<PeerId> each : List.of(backers, others)) {
      if (!each.isEmpty()) {
        Collections.rotate(each, -index % each.size());
      }
    }
    backers.addAll(others);
    return backers;
  }

  /** Asks peer after peer until one has the chunk. */
  private void ask(OccupiedCore core, int index, List<PeerId> peers) {
    if (peers.isEmpty()) {
      fetching.remove(core.candidateHash());
      return;
    }
    PeerId peer = peers.getFirst();
    network.request(
        peer,
        Protocol.CHUNK_FETCHING,
        ChunkFetching_RequestCodec.CODEC.encodeToBytes(
            new ChunkFetching.Request(core.candidateHash(), index)),
        answer -> {
          if (!accepted(peer, core, index, answer)) {
            ask(core, index, peers.subList(1, peers.size()));
          }
        });
  }

  private boolean accepted(PeerId peer, OccupiedCore core, int index, Optional<Bytes> answer) {
    Optional<ChunkFetching.Response> response =
        answer.flatMap(bytes -> decode(ChunkFetching_ResponseCodec.CODEC, bytes));
    if (answer.isEmpty()
        || response.equals(Optional.of(new ChunkFetching.Response.NoSuchChunk()))) {
      return false;
    }
    if (response.orElse(null) instanceof ChunkFetching.Response.Found(var sent)
        && sent.index() == index
        && ProvenChunk.of(sent).belongsTo(core.candidateDescriptor().erasureRoot())) {
      Optional<RelayView> parent = views.at(core.candidateDescriptor().relayParent());
      int number = parent.map(view -> view.block().number()).orElse(core.occupiedSince());
      store.keep(core.candidateHash(), number, ProvenChunk.of(sent));
      fetching.remove(core.candidateHash());
      signComplete();
      return true;
    }
    network.report(peer, "expected a chunk that belongs to the erasure root");
    return false;
  }

  private static <T> Optional<T> decode(Codec<T> codec, Bytes bytes) {
    return codec.tryDecode(bytes) instanceof Decoded.Value<T>(T value)
        ? Optional.of(value)
        : Optional.empty();
  }

  /** The answer to a {@link ChunkFetching.Request}; nothing to what is none. */
  public Optional<Bytes> onChunkRequest(Bytes request) {
    return decode(ChunkFetching_RequestCodec.CODEC, request)
        .map(asked ->
            store
                .chunk(asked.candidateHash(), asked.index())
                .<ChunkFetching.Response>map(
                    chunk -> new ChunkFetching.Response.Found(chunk.toSend()))
                .orElseGet(ChunkFetching.Response.NoSuchChunk::new))
        .map(ChunkFetching_ResponseCodec.CODEC::encodeToBytes);
  }

  /** The answer to an {@link AvailableDataFetching.Request}; nothing to what is none. */
  public Optional<Bytes> onDataRequest(Bytes request) {
    return decode(AvailableDataFetching_RequestCodec.CODEC, request)
        .map(asked ->
            store
                .data(asked.candidateHash())
                .<AvailableDataFetching.Response>map(AvailableDataFetching.Response.Found::new)
                .orElseGet(AvailableDataFetching.Response.NoSuchData::new))
        .map(AvailableDataFetching_ResponseCodec.CODEC::encodeToBytes);
  }

  // Bitfields

  private void signComplete() {
    for (Hash256 block : List.copyOf(owed.keySet())) {
      RelayView view = views.at(block).orElseThrow();
      int self = keys.self(view).orElseThrow().index();
      boolean complete = true;
      for (OccupiedCore core : occupied(view).values()) {
        complete &= store.chunk(core.candidateHash(), self).isPresent();
      }
      if (complete) {
        sign(block);
      }
    }
  }

  private void sign(Hash256 block) {
    if (owed.remove(block) == null) {
      return;
    }
    RelayView view = views.at(block).orElseThrow();
    ValidatorKeys.Self self = keys.self(view).orElseThrow();
    Bits bits = Bits.zeros(view.cores().size());
    for (Map.Entry<Integer, OccupiedCore> core : occupied(view).entrySet()) {
      if (store.chunk(core.getValue().candidateHash(), self.index()).isPresent()) {
        bits = bits.with(core.getKey(), true);
      }
    }
    Bits payload = bits;
    if (payload.count() > 0) {
      keys.sign(self, Signing.bitfield(payload, view.signingContext()))
          .ifPresent(signature ->
              bitfields.add(view, new SignedBitfield(payload, self.index(), signature)));
    }
  }

  public void onBitfield(PeerId peer, BitfieldMessage message) {
    bitfields.onMessage(peer, message);
  }

  /** A peer knows these relay blocks now. */
  public void onKnows(PeerId peer, Set<Hash256> blocks) {
    bitfields.onKnows(peer, blocks);
  }

  /** The bitfields about a block's state, by ascending validator index. */
  public List<SignedBitfield> bitfields(Hash256 block) {
    return bitfields.about(block);
  }
}
