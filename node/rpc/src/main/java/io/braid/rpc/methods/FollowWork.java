package io.braid.rpc.methods;

import io.braid.consensus.chain.Chain;
import io.braid.executor.CallResult;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.rpc.methods.FollowOperation.Events;
import io.braid.rpc.methods.FollowOperation.Progress;
import io.braid.rpc.methods.FollowOperation.Work;
import io.braid.rpc.protocol.FollowLimits;
import io.braid.rpc.protocol.Json;
import io.braid.trie.StateTrie;
import io.braid.trie.TrieException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * What followers ask of pinned blocks: bodies, calls, storage. Headers and bodies of pinned blocks
 * are always there; the state of one that was discarded for another fork is dropped at once, that
 * of a final one after many more. To ask again is of no use then, so that is an error.
 */
final class FollowWork {

  private final Chain chain;
  private final FollowLimits limits;

  FollowWork(Chain chain, FollowLimits limits) {
    this.chain = chain;
    this.limits = limits;
  }

  Work body(Hash256 block) {
    return (events, out) -> {
      Optional<List<Bytes>> body = chain.body(block);
      out.accept(
          body.isPresent()
              ? events.named("operationBodyDone").set("value", Render.extrinsics(body.get()))
              : events.named("operationInaccessible"));
      return Progress.DONE;
    };
  }

  Work call(Hash256 block, String entryPoint, Bytes arguments) {
    return (events, out) -> {
      out.accept(
          switch (chain.call(block, entryPoint, arguments.toArray())) {
            case CallResult.Returned(Bytes output) ->
                events.named("operationCallDone").put("output", output.hex());
            case CallResult.Trapped(String reason) ->
                events.named("operationError").put("error", entryPoint + " trapped: " + reason);
            case CallResult.StateMissing missing -> withoutState(block, events);
          });
      return Progress.DONE;
    };
  }

  private JsonNode withoutState(Hash256 block, Events events) {
    return chain.isStateKept(block)
        ? events.named("operationInaccessible")
        : events
            .named("operationError")
            .put(
                "error",
                "the state of "
                    + block.hex()
                    + " was dropped: another fork became final, or many more blocks did");
  }

  Work storage(Hash256 block, List<StorageQuery> queries, Optional<Bytes> child) {
    boolean many = queries.stream().anyMatch(query -> query.kind().isMany());
    return new Work() {
      private Optional<StorageWalk> walk = Optional.empty();

      @Override
      public Progress turn(Events events, Consumer<JsonNode> out) {
        try {
          if (walk.isEmpty()) {
            StateTrie state = chain.state(block).orElseThrow();
            walk = Optional.of(new StorageWalk(StateReads.child(state, child), queries));
          }
          return page(walk.get(), events, out);
        } catch (TrieException e) {
          out.accept(withoutState(block, events));
          return Progress.DONE;
        }
      }

      private Progress page(StorageWalk from, Events events, Consumer<JsonNode> out) {
        ArrayNode items = Json.array();
        int bytes = 0;
        boolean full = false;
        Optional<StorageWalk.Item> item = from.next();
        while (item.isPresent() && !full) {
          items.add(item.get().json());
          bytes += item.get().sizeBytes();
          full = items.size() >= limits.pageItems() || bytes >= limits.pageBytes();
          if (!full) {
            item = from.next();
          }
        }
        if (!items.isEmpty()) {
          out.accept(events.named("operationStorageItems").set("items", items));
        }
        if (full && !many) {
          return Progress.MORE;
        }
        out.accept(events.named(full ? "operationWaitingForContinue" : "operationStorageDone"));
        return full ? Progress.WAITING : Progress.DONE;
      }
    };
  }
}
