package io.braid.rpc.methods;

import io.braid.consensus.chain.Chain;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.rpc.protocol.Answer;
import io.braid.rpc.protocol.Arguments;
import io.braid.rpc.protocol.Json;
import io.braid.rpc.protocol.Kinds;
import io.braid.rpc.protocol.Method;
import io.braid.rpc.protocol.MethodTable;
import io.braid.rpc.protocol.Parameter;
import io.braid.rpc.protocol.RpcError;
import io.braid.rpc.protocol.RpcLimits;
import io.braid.rpc.protocol.Session;
import io.braid.runtime.api.Header;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.Decoded;
import io.braid.trie.ProofRecorder;
import io.braid.trie.StateTrie;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;

/** {@code state_*}: storage, runtime calls, metadata and version, at any block. */
final class StateMethods {
  private static final Codec<Bytes> METADATA = Codecs.bytes(Integer.MAX_VALUE);

  private static final Parameter<Bytes> KEY = Kinds.bytes("key");
  private static final Parameter<Bytes> PREFIX = Kinds.bytes("prefix");
  private static final Parameter<Optional<Bytes>> ANY_PREFIX = Kinds.optionalBytes("prefix");
  private static final Parameter<Optional<Bytes>> START_KEY = Kinds.optionalBytes("startKey");
  private static final Parameter<Optional<Hash256>> AT = Kinds.optionalHash("at");
  private static final Parameter<Hash256> FROM_BLOCK = Kinds.hash("fromBlock");
  private static final Parameter<Optional<Hash256>> TO_BLOCK = Kinds.optionalHash("toBlock");
  private static final Parameter<String> ENTRY_POINT = Kinds.entryPoint("method");
  private static final Parameter<Bytes> DATA = Kinds.bytes("data");

  private final Chain chain;
  private final ChainFeed feed;
  private final StateReads reads;
  private final RpcLimits limits;
  private final Parameter<Integer> count;
  private final Parameter<List<Bytes>> keys;

  StateMethods(Chain chain, ChainFeed feed, StateReads reads, RpcLimits limits) {
    this.chain = chain;
    this.feed = feed;
    this.reads = reads;
    this.limits = limits;
    count = Kinds.count("count", limits.maxKeysPerRequest());
    keys = Kinds.bytesList("keys", limits.maxKeysPerRequest());
  }

  List<Method> methods() {
    List<Method> all = new ArrayList<>();
    all.add(Method.of("state_getMetadata", this::getMetadata, AT));
    all.addAll(
        MethodTable.withAliases(
            Method.of("state_getRuntimeVersion", this::getRuntimeVersion, AT),
            "chain_getRuntimeVersion"));
    all.addAll(
        MethodTable.withAliases(
            Method.of("state_call", this::call, ENTRY_POINT, DATA, AT), "state_callAt"));
    all.addAll(
        MethodTable.withAliases(
            Method.of("state_getStorage", this::getStorage, KEY, AT), "state_getStorageAt"));
    all.addAll(
        MethodTable.withAliases(
            Method.of("state_getStorageHash", this::getStorageHash, KEY, AT),
            "state_getStorageHashAt"));
    all.addAll(
        MethodTable.withAliases(
            Method.of("state_getStorageSize", this::getStorageSize, KEY, AT),
            "state_getStorageSizeAt"));
    all.add(Method.of("state_getKeys", this::getKeys, PREFIX, AT));
    all.addAll(
        MethodTable.withAliases(
            Method.of("state_getKeysPaged", this::getKeysPaged, ANY_PREFIX, count, START_KEY, AT),
            "state_getKeysPagedAt"));
    all.add(Method.of("state_getPairs", this::getPairs, PREFIX, AT));
    all.add(Method.of("state_queryStorageAt", this::queryStorageAt, keys, AT));
    all.add(Method.unsafe("state_queryStorage", this::queryStorage, keys, FROM_BLOCK, TO_BLOCK));
    all.add(Method.of("state_getReadProof", this::getReadProof, keys, AT));
    all.add(Method.of("state_subscribeStorage", this::subscribeStorage, keys));
    all.add(Method.unsubscribe("state_unsubscribeStorage"));
    all.addAll(
        MethodTable.withAliases(
            Method.of(
                "state_subscribeRuntimeVersion",
                (arguments, session) -> subscribeRuntimeVersion(session)),
            "chain_subscribeRuntimeVersion"));
    all.addAll(
        MethodTable.withAliases(
            Method.unsubscribe("state_unsubscribeRuntimeVersion"),
            "chain_unsubscribeRuntimeVersion"));
    return all;
  }

  private Answer getMetadata(Arguments arguments, Session session) {
    return reads.call(
        arguments.get(AT),
        "Metadata_metadata",
        new byte[0],
        output ->
            switch (METADATA.tryDecode(output)) {
              case Decoded.Value<Bytes>(Bytes metadata) -> Answer.of(Json.hex(metadata));
              case Decoded.Malformed<Bytes>(String reason) ->
                  StateReads.clientError("the runtime's metadata is malformed: " + reason);
            });
  }

  private Answer getRuntimeVersion(Arguments arguments, Session session) {
    Hash256 block = reads.blockOrBest(arguments.get(AT));
    Optional<Answer> unavailable = reads.unavailable(block);
    if (unavailable.isPresent()) {
      return unavailable.get();
    }
    return chain
        .runtimeVersion(block)
        .map(version -> Answer.of(Render.version(version)))
        .orElseGet(() ->
            StateReads.clientError(
                "the runtime of " + block.hex() + " cannot be run by this node"));
  }

  private Answer call(Arguments arguments, Session session) {
    return reads.call(
        arguments.get(AT),
        arguments.get(ENTRY_POINT),
        arguments.get(DATA).toArray(),
        output -> Answer.of(Json.hex(output)));
  }

  private Answer getStorage(Arguments arguments, Session session) {
    return reads.read(
        arguments.get(AT),
        (block, state) -> Answer.of(Render.optional(state.get(arguments.get(KEY)))));
  }

  private Answer getStorageHash(Arguments arguments, Session session) {
    return reads.read(
        arguments.get(AT),
        (block, state) ->
            Answer.of(
                state.valueHash(arguments.get(KEY)).map(Render::hash).orElseGet(Json::nothing)));
  }

  private Answer getStorageSize(Arguments arguments, Session session) {
    return reads.read(
        arguments.get(AT),
        (block, state) ->
            Answer.of(
                state
                    .get(arguments.get(KEY))
                    .map(value -> Json.number(value.size()))
                    .orElseGet(Json::nothing)));
  }

  private Answer getKeysPaged(Arguments arguments, Session session) {
    Bytes prefix = arguments.get(ANY_PREFIX).orElse(Bytes.EMPTY);
    return reads.read(
        arguments.get(AT),
        (block, state) ->
            Answer.of(
                KeyPages.render(
                    KeyPages.page(state, prefix, arguments.get(START_KEY), arguments.get(count)))));
  }

  private Answer getKeys(Arguments arguments, Session session) {
    return reads.read(
        arguments.get(AT),
        (block, state) -> {
          List<Bytes> found = allKeys(state, arguments.get(PREFIX));
          return found.size() > limits.maxKeysPerRequest()
              ? tooManyKeys()
              : Answer.of(KeyPages.render(found));
        });
  }

  private Answer getPairs(Arguments arguments, Session session) {
    return reads.read(
        arguments.get(AT),
        (block, state) -> {
          List<Bytes> found = allKeys(state, arguments.get(PREFIX));
          if (found.size() > limits.maxKeysPerRequest()) {
            return tooManyKeys();
          }
          ArrayNode pairs = Json.array();
          for (Bytes key : found) {
            pairs.add(Json.array().add(key.hex()).add(Render.optional(state.get(key))));
          }
          return Answer.of(pairs);
        });
  }

  /** One key more than a request may ask for, when there are so many. */
  private List<Bytes> allKeys(StateTrie state, Bytes prefix) {
    return KeyPages.page(state, prefix, Optional.empty(), limits.maxKeysPerRequest() + 1);
  }

  private Answer tooManyKeys() {
    return Answer.refused(
        RpcError.invalidParams(
            "expected a prefix of at most "
                + limits.maxKeysPerRequest()
                + " keys, found more; use state_getKeysPaged"));
  }

  private Answer queryStorageAt(Arguments arguments, Session session) {
    return reads.read(
        arguments.get(AT),
        (block, state) ->
            Answer.of(Json.array().add(Render.changes(block, values(state, arguments.get(keys))))));
  }

  private static Map<Bytes, Optional<Bytes>> values(StateTrie state, List<Bytes> keys) {
    Map<Bytes, Optional<Bytes>> values = new LinkedHashMap<>();
    keys.forEach(key -> values.put(key, state.get(key)));
    return values;
  }

  private Answer queryStorage(Arguments arguments, Session session) {
    Hash256 from = arguments.get(FROM_BLOCK);
    Hash256 to = reads.blockOrBest(arguments.get(TO_BLOCK));
    Deque<Hash256> blocks = new ArrayDeque<>();
    for (Hash256 at = to; blocks.size() < limits.maxBlocksPerRequest(); ) {
      blocks.addFirst(at);
      Optional<Header> header = chain.header(at);
      if (at.equals(from) || header.isEmpty()) {
        break;
      }
      at = header.get().parentHash();
    }
    if (!blocks.getFirst().equals(from)) {
      return Answer.refused(
          RpcError.invalidParams(
              "expected toBlock to be at most "
                  + (limits.maxBlocksPerRequest() - 1)
                  + " blocks above fromBlock on one chain; found no such way"));
    }
    ArrayNode sets = Json.array();
    Map<Bytes, Optional<Bytes>> known = new LinkedHashMap<>();
    for (Hash256 block : blocks) {
      Answer read =
          reads.read(
              Optional.of(block),
              (hash, state) -> {
                Map<Bytes, Optional<Bytes>> changed = values(state, arguments.get(keys));
                changed
                    .entrySet()
                    .removeIf(value -> value.getValue().equals(known.get(value.getKey())));
                known.putAll(changed);
                if (!changed.isEmpty()) {
                  sets.add(Render.changes(hash, changed));
                }
                return Answer.of(sets);
              });
      if (read instanceof Answer.Refused) {
        return read;
      }
    }
    return Answer.of(sets);
  }

  private Answer getReadProof(Arguments arguments, Session session) {
    return reads.read(
        arguments.get(AT),
        (block, state) -> {
          ProofRecorder recorder = new ProofRecorder(state.source());
          StateTrie recorded = new StateTrie(state.root(), recorder, state.hasher());
          arguments.get(keys).forEach(recorded::get);
          ArrayNode nodes = Json.array();
          recorder.proof().nodes().forEach(node -> nodes.add(node.hex()));
          return Answer.of(Json.object().put("at", block.hex()).set("proof", nodes));
        });
  }

  private Answer subscribeStorage(Arguments arguments, Session session) {
    return session.subscribe(
        "state_storage",
        subscription -> {
          StorageWatch watch =
              new StorageWatch(chain, feed, arguments.get(keys), subscription::send);
          feed.tell(subscription, new HeadWatch(session::later, watch::look));
        });
  }

  private Answer subscribeRuntimeVersion(Session session) {
    return session.subscribe(
        "state_runtimeVersion",
        subscription -> {
          VersionWatch watch = new VersionWatch(chain, feed, subscription::send);
          feed.tell(subscription, new HeadWatch(session::later, watch::look));
        });
  }
}
