package io.braid.rpc.methods;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.primitives.Hash256;
import io.braid.rpc.protocol.FollowLimits;
import io.braid.rpc.protocol.Json;
import io.braid.rpc.protocol.Session;
import io.braid.rpc.protocol.Subscription;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.RuntimeVersion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A client that follows the head of the chain ({@code chainHead_v1_follow}): what it was told of,
 * what of that it holds pinned, and what it has under way.
 *
 * <p>News wait in a bounded queue, and are sent on the turn of the client's connection, where its
 * requests are answered too; all but that queue belongs to that turn. Who lets the queue fill up,
 * or pins too much, is stopped: it may follow anew.
 */
final class Follower implements ChainFeed.Listener {
  /** Final blocks that a follower begins with: a minute's. */
  private static final int FINAL_BLOCKS_AT_FIRST = 10;

  private final Chain chain;
  private final Session session;
  private final Subscription subscription;
  private final boolean withRuntime;
  private final FollowLimits limits;

  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean planned;
  private boolean lagged;

  /** Whether a pinned block is settled: final or discarded. */
  private final Map<Hash256, Boolean> pinned = new HashMap<>();

  private int settledCount;
  private final Map<String, FollowOperation> operations = new LinkedHashMap<>();
  private long nextOperation = 1;
  private boolean stopped;

  Follower(
      Chain chain,
      Session session,
      Subscription subscription,
      boolean withRuntime,
      FollowLimits limits) {
    this.chain = chain;
    this.session = session;
    this.subscription = subscription;
    this.withRuntime = withRuntime;
    this.limits = limits;
  }

  // News: on the notifying thread

  @Override
  public void begin(Heads heads) {
    news(() -> sendInitialized(heads));
  }

  @Override
  public void onImported(BlockRef block, Header header) {
    news(() -> sendNewBlock(block.hash(), header.parentHash()));
  }

  @Override
  public void onBest(BlockRef best) {
    news(() -> sendBest(best));
  }

  @Override
  public void onFinalised(List<BlockRef> blocks, List<BlockRef> discarded) {
    news(() -> sendFinalised(blocks, discarded));
  }

  @Override
  public void onGap() {
    synchronized (waiting) {
      lag();
      plan();
    }
  }

  private void news(Runnable event) {
    synchronized (waiting) {
      if (lagged) {
        return;
      }
      if (waiting.size() >= limits.maxWaitingEvents()) {
        lag();
      } else {
        waiting.add(event);
      }
      plan();
    }
  }

  private void lag() {
    lagged = true;
    waiting.clear();
    waiting.add(this::stop);
  }

  private void plan() {
    if (!planned) {
      planned = true;
      session.later(this::turn);
    }
  }

  // What follows belongs to the connection's turn

  private void turn() {
    List<Runnable> events;
    synchronized (waiting) {
      planned = false;
      events = List.copyOf(waiting);
      waiting.clear();
    }
    for (Runnable event : events) {
      if (!stopped) {
        event.run();
      }
    }
  }

  private void sendInitialized(Heads heads) {
    List<Hash256> blocks = new ArrayList<>(List.of(heads.finalised().hash()));
    while (blocks.size() < FINAL_BLOCKS_AT_FIRST) {
      Optional<Header> header = chain.header(blocks.getFirst());
      if (header.isEmpty() || header.get().number() == 0) {
        break;
      }
      blocks.addFirst(header.get().parentHash());
    }
    blocks.forEach(block -> pin(block, true));
    ObjectNode event = event("initialized").set("finalizedBlockHashes", hashes(blocks));
    if (withRuntime) {
      event.set("finalizedBlockRuntime", runtime(blocks.getLast()));
    }
    send(event);
    heads.above().forEach(unfinal -> sendNewBlock(unfinal.block().hash(), unfinal.parent()));
    sendBest(heads.best());
  }

  private void sendNewBlock(Hash256 block, Hash256 parent) {
    pin(block, false);
    ObjectNode event =
        event("newBlock").put("blockHash", block.hex()).put("parentBlockHash", parent.hex());
    if (withRuntime) {
      boolean same = chain.runtimeVersion(block).equals(chain.runtimeVersion(parent));
      event.set("newRuntime", same ? Json.nothing() : runtime(block));
    }
    send(event);
  }

  private void sendBest(BlockRef best) {
    send(event("bestBlockChanged").put("bestBlockHash", best.hash().hex()));
  }

  private void sendFinalised(List<BlockRef> blocks, List<BlockRef> discarded) {
    List<Hash256> ended = new ArrayList<>();
    discarded.forEach(block -> ended.add(block.hash()));
    List<Hash256> settled = new ArrayList<>();
    blocks.forEach(block -> settled.add(block.hash()));
    ObjectNode event = event("finalized").set("finalizedBlockHashes", hashes(settled));
    send(event.set("prunedBlockHashes", hashes(ended)));
    settled.addAll(ended);
    for (Hash256 block : settled) {
      if (pinned.replace(block, false, true)) {
        settledCount++;
      }
    }
    if (settledCount > limits.maxPinned()) {
      stop();
    }
  }

  private JsonNode runtime(Hash256 block) {
    Optional<RuntimeVersion> version = chain.runtimeVersion(block);
    return version.isPresent()
        ? Json.object().put("type", "valid").set("spec", Render.specification(version.get()))
        : Json.object()
            .put("type", "invalid")
            .put("error", "this node cannot run the runtime of " + block.hex());
  }

  private void stop() {
    send(event("stop"));
    stopped = true;
    pinned.clear();
    operations.clear();
    subscription.afterSent(() -> session.unsubscribe(subscription.id()));
  }

  private static ObjectNode event(String name) {
    return Json.object().put("event", name);
  }

  private static ArrayNode hashes(Collection<Hash256> blocks) {
    ArrayNode texts = Json.array();
    blocks.forEach(block -> texts.add(block.hex()));
    return texts;
  }

  private void send(JsonNode event) {
    subscription.send(event);
  }

  // Pins

  private void pin(Hash256 block, boolean settled) {
    if (pinned.put(block, settled) == null && settled) {
      settledCount++;
    }
  }

  boolean isStopped() {
    return stopped;
  }

  boolean seesRuntime() {
    return withRuntime;
  }

  boolean isPinned(Hash256 block) {
    return pinned.containsKey(block);
  }

  /** Lets go of blocks that are all pinned. */
  void unpin(List<Hash256> blocks) {
    for (Hash256 block : blocks) {
      if (Boolean.TRUE.equals(pinned.remove(block))) {
        settledCount--;
      }
    }
  }

  // Operations

  /** How many more may begin. */
  int freePlaces() {
    int taken = operations.values().stream().mapToInt(FollowOperation::places).sum();
    return Math.max(0, limits.maxOperations() - taken);
  }

  /**
   * Begins something for which there is room.
   *
   * @return its id
   */
  String begin(FollowOperation.Work work, int places) {
    String id = Long.toString(nextOperation++);
    FollowOperation operation = new FollowOperation(id, places, work);
    operations.put(id, operation);
    proceed(operation);
    return id;
  }

  private void proceed(FollowOperation operation) {
    session.later(() -> {
      if (operations.get(operation.id()) != operation) {
        return;
      }
      switch (operation.turn(this::send)) {
        case DONE -> operations.remove(operation.id());
        case MORE -> proceed(operation);
        case WAITING -> {}
      }
    });
  }

  Optional<FollowOperation> operation(String id) {
    return Optional.ofNullable(operations.get(id));
  }

  /** Goes on with one that waits. */
  void resume(FollowOperation operation) {
    operation.resume();
    proceed(operation);
  }

  void stopOperation(String id) {
    operations.remove(id);
  }
}
