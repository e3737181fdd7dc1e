package io.braid.consensus.sync;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.importing.BlockImporter;
import io.braid.consensus.importing.ImportRefusal;
import io.braid.consensus.importing.ImportResult;
import io.braid.consensus.importing.IncomingBlock;
import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Header;
import io.braid.scale.Decoded;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Announces blocks, and fetches what peers announce. At most one request to a peer is under way.
 *
 * <p>A peer that is a few blocks ahead is asked for its best block and downwards until a known
 * parent; one that is far ahead is asked for its best chain upwards, from our highest block or,
 * when that is on another fork, from our last finalised one. Blocks of other forks are fetched as
 * they are announced.
 */
public final class BlockSync {
  /** Blocks in a response. */
  public static final int MAX_BLOCKS = 64;

  /** A gap that is asked for downwards. */
  private static final int NEAR = 32;

  /** Blocks that are fetched because others speak of them, at a time. */
  private static final int MAX_WANTED = 64;

  private static final int MAX_TRIES = 32;

  private final Chain chain;
  private final BlockImporter importer;
  private final Network network;
  private final BlockServer server;
  private final Map<PeerId, SyncPeer> peers = new LinkedHashMap<>();

  /** Blocks to fetch by name, with how often that was tried. */
  private final Map<BlockRef, Integer> wanted = new LinkedHashMap<>();

  private boolean paused;

  public BlockSync(Chain chain, BlockImporter importer, Network network) {
    this.chain = chain;
    this.importer = importer;
    this.network = network;
    server = new BlockServer(chain);
  }

  /** Asks for nothing until {@link #resume}; what peers have is noted in the meantime. */
  public void pause() {
    paused = true;
  }

  public void resume() {
    paused = false;
    peers.forEach(this::ask);
  }

  /** A peer is here, with the best block that its handshake named. */
  public void onConnected(PeerId peer, BlockRef best) {
    SyncPeer state = new SyncPeer(best);
    peers.put(peer, state);
    ask(peer, state);
  }

  public void onDisconnected(PeerId peer) {
    peers.remove(peer);
  }

  /** The best block that a peer is known to have. */
  public Optional<BlockRef> bestOf(PeerId peer) {
    return Optional.ofNullable(peers.get(peer)).map(SyncPeer::best);
  }

  /** The greatest number of a block that is best here or at some peer. */
  public int target() {
    int highest = chain.best().number();
    for (SyncPeer peer : peers.values()) {
      highest = Math.max(highest, peer.best().number());
    }
    return highest;
  }

  /** Whether some peer has a much better chain: then it is no time to author or vote. */
  public boolean isFarBehind() {
    for (SyncPeer peer : peers.values()) {
      if (peer.best().number() > chain.highest().number() + NEAR) {
        return true;
      }
    }
    return false;
  }

  /** Answers a request; nothing when it is none. */
  public Optional<Bytes> onRequest(Bytes request) {
    return server.answer(request);
  }

  /** Tells all peers that may not know of a block. */
  public void announce(BlockRef block, Header header) {
    BlockState state = chain.best().equals(block) ? BlockState.BEST : BlockState.NORMAL;
    Bytes message = message(header, state);
    peers.forEach((peer, known) -> {
      if (known.knows(block.hash())) {
        network.send(peer, Protocol.BLOCK_ANNOUNCES, message);
      }
    });
  }

  /**
   * Tells all peers that a block is the best one now, whether they know the block or not: for
   * chains whose blocks become that long after their import. Light clients go by it when they ask
   * for a block's state.
   */
  public void announceBest(BlockRef block, Header header) {
    Bytes message = message(header, BlockState.BEST);
    peers.forEach((peer, known) -> {
      known.knows(block.hash());
      network.send(peer, Protocol.BLOCK_ANNOUNCES, message);
    });
  }

  private static Bytes message(Header header, BlockState state) {
    return BlockAnnounceCodec.CODEC.encodeToBytes(new BlockAnnounce(header, state, Bytes.EMPTY));
  }

  public void onAnnounce(PeerId peer, Bytes message) {
    SyncPeer state = peers.get(peer);
    if (state == null) {
      return;
    }
    switch (BlockAnnounceCodec.CODEC.tryDecode(message)) {
      case Decoded.Malformed<BlockAnnounce>(String reason) -> network.report(peer, reason);
      case Decoded.Value<BlockAnnounce>(BlockAnnounce announce) -> {
        BlockRef block = BlockRef.of(announce.header());
        state.knows(block.hash());
        if (announce.state() == BlockState.BEST || block.number() > state.best().number()) {
          state.best(block);
          ask(peer, state);
        } else {
          fetch(peer, block);
        }
      }
    }
  }

  /**
   * Fetches a block that others speak of, on whatever fork, and those below it that are missing;
   * from this peer if it is free, later from others too.
   */
  public void fetch(PeerId peer, BlockRef block) {
    if (isMissing(block) && (wanted.size() < MAX_WANTED || wanted.containsKey(block))) {
      wanted.putIfAbsent(block, 0);
      SyncPeer state = peers.get(peer);
      if (state != null && !state.asked()) {
        askFor(peer, state, block);
      }
    }
  }

  private boolean isMissing(BlockRef block) {
    return block.number() > chain.finalised().number() && !chain.isKnown(block.hash());
  }

  private void askFor(PeerId peer, SyncPeer state, BlockRef block) {
    int missing = block.number() - chain.finalised().number();
    send(peer, state, downFrom(block.hash(), missing));
  }

  /** Asks again for blocks that are still wanted, each time another peer; call now and then. */
  public void retry() {
    if (paused) {
      return;
    }
    List<PeerId> all = List.copyOf(peers.keySet());
    for (Map.Entry<BlockRef, Integer> entry : List.copyOf(wanted.entrySet())) {
      BlockRef block = entry.getKey();
      int tries = entry.getValue();
      if (!isMissing(block) || tries > MAX_TRIES || all.isEmpty()) {
        wanted.remove(block);
        continue;
      }
      wanted.put(block, tries + 1);
      PeerId peer = all.get(tries % all.size());
      SyncPeer state = peers.get(peer);
      if (state != null && !state.asked()) {
        askFor(peer, state, block);
      }
    }
  }

  /** A peer has finalised more: asks it for the proofs, and for the blocks that are missing. */
  public void onBehind(PeerId peer, int finalised) {
    SyncPeer state = peers.get(peer);
    if (state != null && finalised > chain.finalised().number()) {
      state.finalised(finalised);
      if (!state.asked()) {
        send(peer, state, upFrom(chain.finalised().number() + 1));
      }
    }
  }

  private void ask(PeerId peer, SyncPeer state) {
    BlockRef target = state.best();
    if (state.asked()
        || chain.isKnown(target.hash())
        || target.number() <= chain.finalised().number()) {
      return;
    }
    int gap = target.number() - chain.highest().number();
    if (gap > NEAR) {
      send(peer, state, upFrom(chain.highest().number() + 1));
    } else {
      int missing = target.number() - chain.finalised().number();
      send(peer, state, downFrom(target.hash(), Math.min(missing, Math.max(1, gap))));
    }
  }

  private static BlockRequest upFrom(int number) {
    return new BlockRequest(
        new BlockRequest.Start.AtNumber(number), BlockRequest.Direction.ASCENDING, MAX_BLOCKS);
  }

  private static BlockRequest downFrom(Hash256 hash, int max) {
    return new BlockRequest(
        new BlockRequest.Start.AtHash(hash),
        BlockRequest.Direction.DESCENDING,
        Math.min(max, MAX_BLOCKS));
  }

  private void send(PeerId peer, SyncPeer state, BlockRequest request) {
    if (paused) {
      return;
    }
    state.asked(true);
    network.request(
        peer, Protocol.SYNC, request.encode(), answer -> onResponse(peer, request, answer));
  }

  private void onResponse(PeerId peer, BlockRequest request, Optional<Bytes> answer) {
    SyncPeer state = peers.get(peer);
    if (state == null) {
      return;
    }
    state.asked(false);
    if (answer.isEmpty()) {
      return;
    }
    switch (BlockResponse.decode(answer.get())) {
      case Decoded.Malformed<BlockResponse>(String reason) -> network.report(peer, reason);
      case Decoded.Value<BlockResponse>(BlockResponse response) -> {
        boolean down = request.direction() == BlockRequest.Direction.DESCENDING;
        List<BlockResponse.BlockData> blocks =
            down ? response.blocks().reversed() : response.blocks();
        importAll(peer, state, request, blocks);
      }
    }
  }

  private void importAll(
      PeerId peer, SyncPeer state, BlockRequest request, List<BlockResponse.BlockData> blocks) {
    int finalisedBefore = chain.finalised().number();
    boolean progress = false;
    boolean gap = false;
    for (BlockResponse.BlockData block : blocks) {
      ImportResult result =
          importer.offer(new IncomingBlock(block.header(), block.body(), block.justifications()));
      state.knows(result.block().hash());
      switch (result) {
        case ImportResult.Imported imported -> progress = true;
        case ImportResult.AlreadyKnown known -> {}
        case ImportResult.ParentUnknown waiting -> gap = true;
        case ImportResult.Refused refused -> {
          if (!(refused.reason() instanceof ImportRefusal.StateUnavailable)) {
            network.report(peer, refused.toString());
          }
          return;
        }
      }
    }
    if (gap) {
      bridge(peer, state, request, blocks.getFirst().header());
    } else if (!askForProofs(peer, state, request, blocks, finalisedBefore) && progress) {
      ask(peer, state);
    }
  }

  /** Goes on upwards while the peer's finality is ahead; whether it did. */
  private boolean askForProofs(
      PeerId peer,
      SyncPeer state,
      BlockRequest request,
      List<BlockResponse.BlockData> blocks,
      int finalisedBefore) {
    int finalised = chain.finalised().number();
    if (request.direction() != BlockRequest.Direction.ASCENDING
        || blocks.isEmpty()
        || state.finalised() <= finalised) {
      return false;
    }
    int next = finalised > finalisedBefore ? finalised + 1 : blocks.getLast().header().number() + 1;
    if (next > state.finalised()) {
      return false;
    }
    send(peer, state, upFrom(next));
    return true;
  }

  /** The lowest block that came does not fit ours: asks for what is below it. */
  private void bridge(PeerId peer, SyncPeer state, BlockRequest request, Header lowest) {
    int finalised = chain.finalised().number();
    if (lowest.number() <= finalised + 1) {
      network.report(peer, "expected a chain with our finalised block " + chain.finalised());
      return;
    }
    switch (request.direction()) {
      case ASCENDING -> send(peer, state, upFrom(finalised + 1));
      case DESCENDING ->
          send(peer, state, downFrom(lowest.parentHash(), lowest.number() - 1 - finalised));
    }
  }
}
