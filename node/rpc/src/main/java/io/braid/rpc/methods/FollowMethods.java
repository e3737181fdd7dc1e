package io.braid.rpc.methods;

import io.braid.consensus.chain.Chain;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.rpc.protocol.Answer;
import io.braid.rpc.protocol.Arguments;
import io.braid.rpc.protocol.FollowLimits;
import io.braid.rpc.protocol.Json;
import io.braid.rpc.protocol.Kinds;
import io.braid.rpc.protocol.Method;
import io.braid.rpc.protocol.Parameter;
import io.braid.rpc.protocol.Parsed;
import io.braid.rpc.protocol.RpcError;
import io.braid.rpc.protocol.RpcLimits;
import io.braid.rpc.protocol.Session;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code chainHead_v1_*}: following the head of the chain and reading the blocks that were told of
 * (paritytech/json-rpc-interface-spec). A subscription that ended is no error there: questions
 * about it are answered with null or {@code limitReached}.
 */
final class FollowMethods {
  private static final int TOO_MANY_FOLLOWS = -32800;
  private static final int NOT_PINNED = -32801;
  private static final int WITHOUT_RUNTIME = -32802;
  private static final int NOT_WAITING = -32803;
  private static final int DUPLICATE_HASHES = -32804;

  private static final Parameter<Boolean> WITH_RUNTIME = Kinds.flag("withRuntime");
  private static final Parameter<String> FOLLOW = Kinds.subscriptionId("followSubscription");
  private static final Parameter<Hash256> HASH = Kinds.hash("hash");
  private static final Parameter<String> FUNCTION = Kinds.entryPoint("function");
  private static final Parameter<Bytes> CALL_PARAMETERS = Kinds.bareBytes("callParameters");
  private static final Parameter<Optional<Bytes>> CHILD = Kinds.optionalBytes("childTrie");
  private static final Parameter<String> OPERATION =
      Kinds.text("operationId", "the id of an operation");

  private final Chain chain;
  private final ChainFeed feed;
  private final FollowLimits limits;
  private final FollowWork work;
  private final PerSession<Follower> followers = new PerSession<>();
  private final Parameter<List<StorageQuery>> items;
  private final Parameter<List<Hash256>> hashes;

  FollowMethods(Chain chain, ChainFeed feed, RpcLimits limits) {
    this.chain = chain;
    this.feed = feed;
    this.limits = limits.follow();
    work = new FollowWork(chain, limits.follow());
    items = StorageQuery.list(limits.maxKeysPerRequest(), false);
    hashes = hashes(limits.maxBlocksPerRequest());
  }

  private static Parameter<List<Hash256>> hashes(int max) {
    return Parameter.required(
        "hashOrHashes",
        "a block hash (0x and 64 hex digits), or an array of at most " + max + " block hashes",
        node ->
            node.isArray()
                ? Kinds.parseList(node, max, Kinds::parseHash)
                : switch (Kinds.parseHash(node)) {
                  case Parsed.Value<Hash256>(Hash256 one) -> new Parsed.Value<>(List.of(one));
                  case Parsed.Wrong<Hash256>(String found) -> new Parsed.Wrong<>(found);
                });
  }

  List<Method> methods() {
    return List.of(
        Method.of("chainHead_v1_follow", this::follow, WITH_RUNTIME),
        Method.of("chainHead_v1_unfollow", this::unfollow, FOLLOW),
        Method.of("chainHead_v1_header", this::header, FOLLOW, HASH),
        Method.of("chainHead_v1_body", this::body, FOLLOW, HASH),
        Method.of("chainHead_v1_call", this::call, FOLLOW, HASH, FUNCTION, CALL_PARAMETERS),
        Method.of("chainHead_v1_storage", this::storage, FOLLOW, HASH, items, CHILD),
        Method.of("chainHead_v1_continue", this::resume, FOLLOW, OPERATION),
        Method.of("chainHead_v1_stopOperation", this::stopOperation, FOLLOW, OPERATION),
        Method.of("chainHead_v1_unpin", this::unpin, FOLLOW, hashes));
  }

  private Answer follow(Arguments arguments, Session session) {
    if (followers.count(session) >= limits.maxFollows()) {
      return Answer.refused(
          RpcError.of(
              TOO_MANY_FOLLOWS,
              "Too many chainHead_v1_follow subscriptions",
              "expected at most "
                  + limits.maxFollows()
                  + " on a connection; end one with chainHead_v1_unfollow"));
    }
    return session.subscribe(
        "chainHead_v1_followEvent",
        subscription -> {
          Follower follower =
              new Follower(chain, session, subscription, arguments.get(WITH_RUNTIME), limits);
          followers.add(session, subscription.id(), follower);
          subscription.onClose(() -> followers.remove(session, subscription.id()));
          feed.tell(subscription, follower);
        });
  }

  private Answer unfollow(Arguments arguments, Session session) {
    if (follower(arguments, session).isPresent()) {
      session.unsubscribe(arguments.get(FOLLOW));
    }
    return Answer.of(Json.nothing());
  }

  private Optional<Follower> follower(Arguments arguments, Session session) {
    return followers.find(session, arguments.get(FOLLOW)).filter(follower -> !follower.isStopped());
  }

  private Answer header(Arguments arguments, Session session) {
    return ofPinned(
        arguments,
        session,
        Json.nothing(),
        follower ->
            chain
                .header(arguments.get(HASH))
                .map(found -> Answer.of(Render.encoded(found)))
                .orElseGet(() -> notPinned(arguments.get(HASH))));
  }

  private Answer body(Arguments arguments, Session session) {
    return ofPinned(
        arguments,
        session,
        limitReached(),
        follower -> started(follower, work.body(arguments.get(HASH))));
  }

  private Answer call(Arguments arguments, Session session) {
    Hash256 block = arguments.get(HASH);
    String entryPoint = arguments.get(FUNCTION);
    Bytes parameters = arguments.get(CALL_PARAMETERS);
    return ofPinned(
        arguments,
        session,
        limitReached(),
        follower ->
            follower.seesRuntime()
                ? started(follower, work.call(block, entryPoint, parameters))
                : Answer.refused(
                    RpcError.of(
                        WITHOUT_RUNTIME,
                        "The subscription does not follow the runtime",
                        "calls need a subscription of chainHead_v1_follow with withRuntime true")));
  }

  private Answer storage(Arguments arguments, Session session) {
    List<StorageQuery> asked = arguments.get(items);
    return ofPinned(
        arguments,
        session,
        limitReached(),
        follower -> {
          int taken = Math.min(asked.size(), follower.freePlaces());
          if (taken < Math.min(1, asked.size()) || follower.freePlaces() == 0) {
            return Answer.of(limitReached());
          }
          String id =
              follower.begin(
                  work.storage(arguments.get(HASH), asked.subList(0, taken), arguments.get(CHILD)),
                  Math.max(1, taken));
          return Answer.of(started(id).put("discardedItems", asked.size() - taken));
        });
  }

  private static Answer started(Follower follower, FollowOperation.Work work) {
    return Answer.of(
        follower.freePlaces() == 0 ? limitReached() : started(follower.begin(work, 1)));
  }

  private static ObjectNode started(String operation) {
    return Json.object().put("result", "started").put("operationId", operation);
  }

  private static ObjectNode limitReached() {
    return Json.object().put("result", "limitReached");
  }

  /** Asks something of a pinned block. */
  private Answer ofPinned(
      Arguments arguments, Session session, JsonNode stale, Function<Follower, Answer> question) {
    Optional<Follower> follower = follower(arguments, session);
    if (follower.isEmpty()) {
      return Answer.of(stale);
    }
    return follower.get().isPinned(arguments.get(HASH))
        ? question.apply(follower.get())
        : notPinned(arguments.get(HASH));
  }

  private static Answer notPinned(Hash256 block) {
    return Answer.refused(
        RpcError.of(
            NOT_PINNED,
            "Block is not pinned",
            "expected a block that this subscription told of and that was not unpinned, found "
                + block.hex()));
  }

  private Answer resume(Arguments arguments, Session session) {
    Optional<Follower> follower = follower(arguments, session);
    Optional<FollowOperation> operation =
        follower.flatMap(found -> found.operation(arguments.get(OPERATION)));
    if (operation.isPresent() && !operation.get().isWaiting()) {
      return Answer.refused(
          RpcError.of(
              NOT_WAITING,
              "The operation does not wait",
              "expected an operation that sent operationWaitingForContinue, found that "
                  + operation.get().id()
                  + " goes on by itself"));
    }
    operation.ifPresent(waiting -> follower.get().resume(waiting));
    return Answer.of(Json.nothing());
  }

  private Answer stopOperation(Arguments arguments, Session session) {
    follower(arguments, session)
        .ifPresent(follower -> follower.stopOperation(arguments.get(OPERATION)));
    return Answer.of(Json.nothing());
  }

  private Answer unpin(Arguments arguments, Session session) {
    List<Hash256> blocks = arguments.get(hashes);
    if (new HashSet<>(blocks).size() < blocks.size()) {
      return Answer.refused(
          RpcError.of(
              DUPLICATE_HASHES,
              "A block is named twice",
              "expected each block once; no block was unpinned"));
    }
    Optional<Follower> follower = follower(arguments, session);
    if (follower.isPresent()) {
      for (Hash256 block : blocks) {
        if (!follower.get().isPinned(block)) {
          return notPinned(block);
        }
      }
      follower.get().unpin(blocks);
    }
    return Answer.of(Json.nothing());
  }
}
