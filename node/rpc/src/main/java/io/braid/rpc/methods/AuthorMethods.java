package io.braid.rpc.methods;

import io.braid.consensus.pool.SubmitResult;
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
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import tools.jackson.databind.node.ArrayNode;

/** {@code author_*} for transactions: submit, watch, list. */
final class AuthorMethods {
  private static final int BAD_FORMAT = 1001;

  private static final Parameter<Bytes> EXTRINSIC = Kinds.bytes("extrinsic");

  private final NodeHandle node;
  private final TransactionWatchers watchers;
  private final PoolRefusals refusals;
  private final Executor workers;

  AuthorMethods(NodeHandle node, ChainFeed feed, TransactionWatchers watchers, Executor workers) {
    this.node = node;
    this.watchers = watchers;
    this.workers = workers;
    refusals = new PoolRefusals(node, feed);
  }

  List<Method> methods() {
    return List.of(
        Method.of("author_submitExtrinsic", this::submit, EXTRINSIC),
        Method.of("author_submitAndWatchExtrinsic", this::submitAndWatch, EXTRINSIC),
        Method.unsubscribe("author_unwatchExtrinsic"),
        Method.of("author_pendingExtrinsics", (arguments, session) -> pending()));
  }

  private static Answer badFormat(String reason) {
    return Answer.refused(
        RpcError.of(
            BAD_FORMAT,
            "Extrinsic has invalid format",
            reason + "; an extrinsic is its length in SCALE's compact form, then its body"));
  }

  private Answer submit(Arguments arguments, Session session) {
    Bytes extrinsic = arguments.get(EXTRINSIC);
    return switch (Extrinsics.withoutLength(extrinsic)) {
      case Decoded.Malformed<Bytes>(String reason) -> badFormat(reason);
      case Decoded.Value<Bytes>(Bytes body) ->
          new Answer.Later(
              node.ask(() -> node.transactions().submit(body))
                  .thenApplyAsync(result -> settled(extrinsic, body, result), workers));
    };
  }

  private Answer settled(Bytes extrinsic, Bytes body, SubmitResult result) {
    return switch (result) {
      case SubmitResult.Accepted(Hash256 hash) -> Answer.of(Render.hash(hash));
      case SubmitResult.Refused(SubmitResult.PoolRefusal reason) ->
          Answer.refused(refusals.explain(extrinsic, body, reason));
    };
  }

  private Answer submitAndWatch(Arguments arguments, Session session) {
    Bytes extrinsic = arguments.get(EXTRINSIC);
    return switch (Extrinsics.withoutLength(extrinsic)) {
      case Decoded.Malformed<Bytes>(String reason) -> badFormat(reason);
      case Decoded.Value<Bytes>(Bytes body) -> watched(extrinsic, body, session);
    };
  }

  /** Subscribes first, so that a connection without room for it submits nothing. */
  private Answer watched(Bytes extrinsic, Bytes body, Session session) {
    Answer begun = session.subscribe("author_extrinsicUpdate", opened -> {});
    if (!(begun instanceof Answer.Subscribed(Subscription subscription))) {
      return begun;
    }
    Consumer<TransactionStatus> watcher =
        status -> {
          subscription.send(Render.status(status));
          if (status.isFinal()) {
            subscription.afterSent(() -> session.unsubscribe(subscription.id()));
          }
        };
    return new Answer.Later(
        node.ask(() -> submit(body, subscription, watcher))
            .thenApplyAsync(
                result ->
                    switch (result) {
                      case SubmitResult.Accepted accepted -> begun;
                      case SubmitResult.Refused(SubmitResult.PoolRefusal reason) -> {
                        session.unsubscribe(subscription.id());
                        yield Answer.refused(refusals.explain(extrinsic, body, reason));
                      }
                    },
                workers));
  }

  private SubmitResult submit(
      Bytes body, Subscription subscription, Consumer<TransactionStatus> watcher) {
    SubmitResult result = watchers.submit(body, watcher);
    if (result instanceof SubmitResult.Accepted(Hash256 hash)) {
      subscription.onClose(() -> node.thread().execute(() -> watchers.remove(hash, watcher)));
    }
    return result;
  }

  private Answer pending() {
    return new Answer.Later(
        node.ask(() -> List.copyOf(node.transactions().pending()))
            .thenApply(bodies -> {
              ArrayNode extrinsics = Json.array();
              bodies.forEach(body -> extrinsics.add(Extrinsics.withLength(body).hex()));
              return Answer.of(extrinsics);
            }));
  }
}
