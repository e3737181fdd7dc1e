package io.braid.rpc.methods;

import io.braid.consensus.pool.SubmitResult;
import io.braid.consensus.pool.SubmitResult.PoolRefusal;
import io.braid.consensus.pool.TransactionStatus;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.rpc.node.NodeHandle;
import io.braid.rpc.protocol.Answer;
import io.braid.rpc.protocol.Arguments;
import io.braid.rpc.protocol.Json;
import io.braid.rpc.protocol.Kinds;
import io.braid.rpc.protocol.Method;
import io.braid.rpc.protocol.Parameter;
import io.braid.rpc.protocol.RpcError;
import io.braid.rpc.protocol.Session;
import io.braid.rpc.protocol.Subscription;
import io.braid.scale.Decoded;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * {@code transactionWatch_v1_*}: submitting a transaction and being told what becomes of it. One
 * that is refused is no error of the request: the subscription says so and ends.
 */
final class WatchMethods {
  private static final Parameter<Bytes> TRANSACTION = Kinds.bytes("transaction");
  private static final Parameter<String> SUBSCRIPTION = Kinds.subscriptionId("subscription");

  private final NodeHandle node;
  private final TransactionWatchers watchers;
  private final PoolRefusals refusals;
  private final Executor workers;
  private final PerSession<Boolean> open = new PerSession<>();

  WatchMethods(NodeHandle node, ChainFeed feed, TransactionWatchers watchers, Executor workers) {
    this.node = node;
    this.watchers = watchers;
    this.workers = workers;
    refusals = new PoolRefusals(node, feed);
  }

  List<Method> methods() {
    return List.of(
        Method.of("transactionWatch_v1_submitAndWatch", this::submitAndWatch, TRANSACTION),
        Method.of("transactionWatch_v1_unwatch", this::unwatch, SUBSCRIPTION));
  }

  private Answer submitAndWatch(Arguments arguments, Session session) {
    Answer begun =
        session.subscribe(
            "transactionWatch_v1_watchEvent",
            opened -> {
              open.add(session, opened.id(), true);
              opened.onClose(() -> open.remove(session, opened.id()));
            });
    if (!(begun instanceof Answer.Subscribed(Subscription subscription))) {
      return begun;
    }
    Consumer<JsonNode> last =
        event -> {
          subscription.send(event);
          subscription.afterSent(() -> session.unsubscribe(subscription.id()));
        };
    Bytes transaction = arguments.get(TRANSACTION);
    return switch (Extrinsics.withoutLength(transaction)) {
      case Decoded.Malformed<Bytes>(String reason) -> {
        last.accept(event("invalid", reason));
        yield begun;
      }
      case Decoded.Value<Bytes>(Bytes body) ->
          new Answer.Later(
              node.ask(() -> submit(body, subscription, last))
                  .thenApplyAsync(
                      refusal -> {
                        refusal.ifPresent(
                            reason -> last.accept(refused(transaction, body, reason)));
                        return begun;
                      },
                      workers));
    };
  }

  /** Submits and watches; why not, when the pool does not want it. On the node's thread. */
  private Optional<PoolRefusal> submit(
      Bytes body, Subscription subscription, Consumer<JsonNode> last) {
    Consumer<TransactionStatus> watcher =
        status -> event(status).ifPresent(status.isFinal() ? last : subscription::send);
    return switch (watchers.submit(body, watcher)) {
      case SubmitResult.Accepted(Hash256 hash) -> {
        endWith(subscription, hash, watcher);
        yield Optional.empty();
      }
      case SubmitResult.Refused(PoolRefusal.AlreadyImported(Hash256 hash)) -> {
        watchers.watch(hash, watcher);
        subscription.send(Json.object().put("event", "validated"));
        endWith(subscription, hash, watcher);
        yield Optional.empty();
      }
      case SubmitResult.Refused(PoolRefusal reason) -> Optional.of(reason);
    };
  }

  private void endWith(
      Subscription subscription, Hash256 hash, Consumer<TransactionStatus> watcher) {
    subscription.onClose(() -> node.thread().execute(() -> watchers.remove(hash, watcher)));
  }

  private JsonNode refused(Bytes transaction, Bytes body, PoolRefusal reason) {
    RpcError error = refusals.explain(transaction, body, reason);
    String text = error.message() + error.data().map(more -> ": " + more).orElse("");
    return event(
        switch (reason) {
          case PoolRefusal.NotValid r -> "invalid";
          case PoolRefusal.TemporarilyBanned r -> "invalid";
          case PoolRefusal.CannotValidate r -> "error";
          case PoolRefusal.NoTagsProvided r -> "error";
          case PoolRefusal.AlreadyImported r -> "dropped";
          case PoolRefusal.TooLowPriority r -> "dropped";
          case PoolRefusal.PoolFull r -> "dropped";
          case PoolRefusal.TooLarge r -> "dropped";
        },
        text);
  }

  private static Optional<JsonNode> event(TransactionStatus status) {
    return switch (status) {
      case TransactionStatus.Future s -> Optional.of(Json.object().put("event", "validated"));
      case TransactionStatus.Ready s -> Optional.of(Json.object().put("event", "validated"));
      case TransactionStatus.Broadcast s -> Optional.empty();
      case TransactionStatus.InBlock(Hash256 block, int index) ->
          Optional.of(inBlock("bestChainBlockIncluded", block, index));
      case TransactionStatus.Retracted s ->
          Optional.of(
              Json.object().put("event", "bestChainBlockIncluded").set("block", Json.nothing()));
      case TransactionStatus.Finalised(Hash256 block, int index) ->
          Optional.of(inBlock("finalized", block, index));
      case TransactionStatus.FinalityTimeout(Hash256 block) ->
          Optional.of(event("dropped", "its block " + block.hex() + " was not final for too long"));
      case TransactionStatus.Usurped(Hash256 by) ->
          Optional.of(event("invalid", by.hex() + " took its place"));
      case TransactionStatus.Dropped s ->
          Optional.of(event("dropped", "the pool was full; send it later, or with a higher tip"));
      case TransactionStatus.Invalid s ->
          Optional.of(event("invalid", "it was valid before, and is no more"));
    };
  }

  private static JsonNode inBlock(String name, Hash256 block, int index) {
    return Json.object()
        .put("event", name)
        .set("block", Json.object().put("hash", block.hex()).put("index", index));
  }

  private static JsonNode event(String name, String error) {
    return Json.object().put("event", name).put("error", error);
  }

  private Answer unwatch(Arguments arguments, Session session) {
    String id = arguments.get(SUBSCRIPTION);
    if (open.find(session, id).isEmpty()) {
      return Answer.refused(
          RpcError.invalidParams(
              "parameter 1 'subscription': expected the id of a transaction that is watched, found"
                  + " none with this id on this connection"));
    }
    session.unsubscribe(id);
    return Answer.of(Json.nothing());
  }
}
