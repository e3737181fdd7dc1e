package io.braid.rpc.methods;

import io.braid.primitives.Bytes;
import io.braid.rpc.node.NodeHandle;
import io.braid.rpc.protocol.Answer;
import io.braid.rpc.protocol.Arguments;
import io.braid.rpc.protocol.FollowLimits;
import io.braid.rpc.protocol.Json;
import io.braid.rpc.protocol.Kinds;
import io.braid.rpc.protocol.Method;
import io.braid.rpc.protocol.Parameter;
import io.braid.rpc.protocol.RpcError;
import io.braid.rpc.protocol.Session;
import io.braid.rpc.protocol.Subscription;
import io.braid.scale.Decoded;
import java.util.List;

/**
 * {@code transaction_v1_*}: sending a transaction on without being told what becomes of it. What is
 * no transaction takes a place and does nothing, as the specification wants.
 */
final class BroadcastMethods {
  private static final Parameter<Bytes> TRANSACTION = Kinds.bytes("transaction");
  private static final Parameter<String> OPERATION = Kinds.subscriptionId("operationId");

  private final NodeHandle node;
  private final ChainFeed feed;
  private final TransactionWatchers watchers;
  private final FollowLimits limits;
  private final PerSession<Boolean> operations = new PerSession<>();

  BroadcastMethods(
      NodeHandle node, ChainFeed feed, TransactionWatchers watchers, FollowLimits limits) {
    this.node = node;
    this.feed = feed;
    this.watchers = watchers;
    this.limits = limits;
  }

  List<Method> methods() {
    return List.of(
        Method.of("transaction_v1_broadcast", this::broadcast, TRANSACTION),
        Method.of("transaction_v1_stop", this::stop, OPERATION));
  }

  private Answer broadcast(Arguments arguments, Session session) {
    return operations.count(session) >= limits.maxBroadcasts()
        ? Answer.of(Json.nothing())
        : session.subscribe(
            "transaction_v1_broadcast",
            operation -> begin(arguments.get(TRANSACTION), session, operation));
  }

  private void begin(Bytes transaction, Session session, Subscription operation) {
    operations.add(session, operation.id(), true);
    operation.onClose(() -> operations.remove(session, operation.id()));
    if (Extrinsics.withoutLength(transaction) instanceof Decoded.Value<Bytes>(Bytes body)) {
      Broadcast broadcast = new Broadcast(node, watchers, body);
      operation.onClose(broadcast::end);
      feed.tell(operation, broadcast.watch());
    }
  }

  private Answer stop(Arguments arguments, Session session) {
    String id = arguments.get(OPERATION);
    if (operations.find(session, id).isEmpty()) {
      return Answer.refused(
          RpcError.invalidParams(
              "parameter 1 'operationId': expected the id of a transaction_v1_broadcast that goes"
                  + " on, found none with this id on this connection"));
    }
    session.unsubscribe(id);
    return Answer.of(Json.nothing());
  }
}
