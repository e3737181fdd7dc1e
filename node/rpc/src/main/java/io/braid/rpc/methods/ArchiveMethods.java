package io.braid.rpc.methods;

import io.braid.consensus.chain.Chain;
import io.braid.executor.CallResult;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.rpc.node.NodeHandle;
import io.braid.rpc.protocol.Answer;
import io.braid.rpc.protocol.Arguments;
import io.braid.rpc.protocol.FollowLimits;
import io.braid.rpc.protocol.Json;
import io.braid.rpc.protocol.Kinds;
import io.braid.rpc.protocol.Method;
import io.braid.rpc.protocol.Parameter;
import io.braid.rpc.protocol.RpcError;
import io.braid.rpc.protocol.RpcLimits;
import io.braid.rpc.protocol.Session;
import io.braid.trie.StateTrie;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code archive_v1_*}: any block of the past. They promise an answer for every final block, so
 * only a node that drops no state serves them.
 */
final class ArchiveMethods {
  private static final Parameter<Hash256> HASH = Kinds.hash("hash");
  private static final Parameter<Integer> HEIGHT = Kinds.count("height", Integer.MAX_VALUE);
  private static final Parameter<String> FUNCTION = Kinds.entryPoint("function");
  private static final Parameter<Bytes> CALL_PARAMETERS = Kinds.bareBytes("callParameters");
  private static final Parameter<Optional<Bytes>> CHILD = Kinds.optionalBytes("childTrie");
  private static final Parameter<Optional<Hash256>> PREVIOUS = Kinds.optionalHash("previousHash");
  private static final Parameter<String> SUBSCRIPTION = Kinds.subscriptionId("subscription");

  private final NodeHandle node;
  private final Chain chain;
  private final ChainFeed feed;
  private final FollowLimits limits;
  private final Parameter<List<StorageQuery>> items;
  private final Parameter<Optional<List<DiffQuery>>> differences;

  ArchiveMethods(NodeHandle node, ChainFeed feed, RpcLimits limits) {
    this.node = node;
    this.feed = feed;
    this.limits = limits.follow();
    chain = node.chain();
    items = StorageQuery.list(limits.maxKeysPerRequest(), true);
    differences = DiffQuery.list(limits.maxKeysPerRequest());
  }

  List<Method> methods() {
    return List.of(
        Method.of(
            "archive_v1_finalizedHeight",
            (arguments, session) -> Answer.of(Json.number(feed.heads().finalised().number()))),
        Method.of(
            "archive_v1_genesisHash",
            (arguments, session) -> Answer.of(Render.hash(chain.genesis().hash()))),
        Method.of("archive_v1_hashByHeight", this::hashByHeight, HEIGHT),
        Method.of("archive_v1_header", this::header, HASH),
        Method.of("archive_v1_body", this::body, HASH),
        Method.of("archive_v1_call", this::call, HASH, FUNCTION, CALL_PARAMETERS),
        Method.of("archive_v1_storage", this::storage, HASH, items, CHILD),
        Method.of("archive_v1_stopStorage", this::stop, SUBSCRIPTION),
        Method.of("archive_v1_storageDiff", this::storageDiff, HASH, differences, PREVIOUS),
        Method.of("archive_v1_stopStorageDiff", this::stop, SUBSCRIPTION));
  }

  private Answer hashByHeight(Arguments arguments, Session session) {
    int height = arguments.get(HEIGHT);
    Heads heads = feed.heads();
    ArrayNode hashes = Json.array();
    if (height <= heads.finalised().number()) {
      chain.hashAt(height).ifPresent(hash -> hashes.add(hash.hex()));
    } else {
      for (Heads.Unfinal unfinal : heads.above()) {
        if (unfinal.block().number() == height) {
          hashes.add(unfinal.block().hash().hex());
        }
      }
    }
    return Answer.of(hashes);
  }

  private Answer header(Arguments arguments, Session session) {
    return Answer.of(
        chain.header(arguments.get(HASH)).map(Render::encoded).orElseGet(Json::nothing));
  }

  private Answer body(Arguments arguments, Session session) {
    return Answer.of(
        chain.body(arguments.get(HASH)).<JsonNode>map(Render::extrinsics).orElseGet(Json::nothing));
  }

  private Answer call(Arguments arguments, Session session) {
    Hash256 block = arguments.get(HASH);
    if (!chain.isKnown(block)) {
      return Answer.of(Json.nothing());
    }
    String entryPoint = arguments.get(FUNCTION);
    return Answer.of(
        switch (chain.call(block, entryPoint, arguments.get(CALL_PARAMETERS).toArray())) {
          case CallResult.Returned(Bytes output) ->
              Json.object().put("success", true).put("value", output.hex());
          case CallResult.Trapped(String reason) ->
              Json.object().put("success", false).put("error", entryPoint + " trapped: " + reason);
          case CallResult.StateMissing(String reason) ->
              Json.object()
                  .put("success", false)
                  .put("error", entryPoint + " lacks state: " + reason);
        });
  }

  private Answer storage(Arguments arguments, Session session) {
    Optional<StateTrie> state = chain.state(arguments.get(HASH));
    Optional<Bytes> child = arguments.get(CHILD);
    List<StorageQuery> queries = arguments.get(items);
    return stream(session, "storage", state.map(found -> new Source(found, queries, child)));
  }

  /** Answers storage queries; looks for the child trie when it is asked first. */
  private static final class Source implements ArchiveStream.Source {
    private final StateTrie state;
    private final List<StorageQuery> queries;
    private final Optional<Bytes> child;
    private Optional<StorageWalk> walk = Optional.empty();

    /**
     * @param child its key, when the queries are for a child trie
     */
    Source(StateTrie state, List<StorageQuery> queries, Optional<Bytes> child) {
      this.state = state;
      this.queries = queries;
      this.child = child;
    }

    @Override
    public ArchiveStream.Step next() {
      if (walk.isEmpty()) {
        walk = Optional.of(new StorageWalk(StateReads.child(state, child), queries));
      }
      return walk.get().next().map(this::step).orElseGet(ArchiveStream.Step.Done::new);
    }

    private ArchiveStream.Step step(StorageWalk.Item item) {
      ObjectNode event = Json.object().put("event", "storage").setAll(item.json());
      child.ifPresent(key -> event.put("childTrieKey", key.hex()));
      return new ArchiveStream.Step.Event(event);
    }
  }

  private Answer storageDiff(Arguments arguments, Session session) {
    Hash256 block = arguments.get(HASH);
    List<DiffQuery> queries = arguments.get(differences).orElse(List.of(DiffQuery.EVERYTHING));
    Optional<Hash256> previous =
        arguments.get(PREVIOUS).or(() -> chain.header(block).map(header -> header.parentHash()));
    Optional<StateTrie> after = chain.state(block);
    Optional<StateTrie> before = previous.flatMap(chain::state);
    if (before.isEmpty() || after.isEmpty()) {
      return stream(session, "storageDiff", Optional.empty());
    }
    // The tree of blocks belongs to the node's thread.
    return new Answer.Later(
        node.ask(() -> chain.isAncestorOrSame(previous.get(), block))
            .thenApply(ancestor ->
                ancestor
                    ? stream(
                        session,
                        "storageDiff",
                        Optional.of(new StorageDiff(before.get(), after.get(), queries)))
                    : Answer.refused(
                        RpcError.invalidParams(
                            "parameter 3 'previousHash': expected an ancestor of "
                                + block.hex()
                                + ", found "
                                + previous.get().hex()))));
  }

  private Answer stream(
      Session session, String name, Optional<? extends ArchiveStream.Source> source) {
    return session.subscribe(
        "archive_v1_" + name + "Event",
        subscription -> {
          if (source.isPresent()) {
            new ArchiveStream(session, subscription, name, source.get(), limits).begin();
          } else {
            subscription.send(
                Json.object()
                    .put("event", name + "Error")
                    .put("error", "expected blocks of this chain, found one that is not known"));
            subscription.afterSent(() -> session.unsubscribe(subscription.id()));
          }
        });
  }

  private Answer stop(Arguments arguments, Session session) {
    session.unsubscribe(arguments.get(SUBSCRIPTION));
    return Answer.of(Json.nothing());
  }
}
