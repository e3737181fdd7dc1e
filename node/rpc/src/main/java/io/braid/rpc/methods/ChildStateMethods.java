package io.braid.rpc.methods;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.rpc.protocol.Answer;
import io.braid.rpc.protocol.Arguments;
import io.braid.rpc.protocol.Json;
import io.braid.rpc.protocol.Kinds;
import io.braid.rpc.protocol.Method;
import io.braid.rpc.protocol.Parameter;
import io.braid.rpc.protocol.RpcError;
import io.braid.rpc.protocol.RpcLimits;
import io.braid.rpc.protocol.Session;
import io.braid.trie.ChildTries;
import io.braid.trie.StateTrie;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@code childstate_*}: storage of the child tries, whose keys come with their whole prefix. */
final class ChildStateMethods {
  private static final Parameter<Bytes> CHILD = Kinds.bytes("childKey");
  private static final Parameter<Bytes> KEY = Kinds.bytes("key");
  private static final Parameter<Bytes> PREFIX = Kinds.bytes("prefix");
  private static final Parameter<Optional<Bytes>> START_KEY = Kinds.optionalBytes("startKey");
  private static final Parameter<Optional<Hash256>> AT = Kinds.optionalHash("at");

  private final StateReads reads;
  private final Parameter<Integer> count;

  ChildStateMethods(StateReads reads, RpcLimits limits) {
    this.reads = reads;
    count = Kinds.count("count", limits.maxKeysPerRequest());
  }

  List<Method> methods() {
    return List.of(
        Method.of("childstate_getStorage", this::getStorage, CHILD, KEY, AT),
        Method.of("childstate_getStorageHash", this::getStorageHash, CHILD, KEY, AT),
        Method.of("childstate_getStorageSize", this::getStorageSize, CHILD, KEY, AT),
        Method.of(
            "childstate_getKeysPaged", this::getKeysPaged, CHILD, PREFIX, count, START_KEY, AT));
  }

  /** Reads a child trie; one that is not there is empty. */
  private Answer read(Arguments arguments, Function<StateTrie, Answer> read) {
    Bytes child = arguments.get(CHILD);
    if (!child.startsWith(ChildTries.DEFAULT_PREFIX)) {
      return Answer.refused(
          RpcError.invalidParams(
              "parameter 1 'childKey': expected a key that starts with "
                  + ChildTries.DEFAULT_PREFIX.hex()
                  + " (:child_storage:default:), found "
                  + child));
    }
    return reads.read(
        arguments.get(AT), (block, state) -> read.apply(StateReads.childAt(state, child)));
  }

  private Answer getStorage(Arguments arguments, Session session) {
    return read(arguments, trie -> Answer.of(Render.optional(trie.get(arguments.get(KEY)))));
  }

  private Answer getStorageHash(Arguments arguments, Session session) {
    return read(
        arguments,
        trie ->
            Answer.of(
                trie.valueHash(arguments.get(KEY)).map(Render::hash).orElseGet(Json::nothing)));
  }

  private Answer getStorageSize(Arguments arguments, Session session) {
    return read(
        arguments,
        trie ->
            Answer.of(
                trie.get(arguments.get(KEY))
                    .map(value -> Json.number(value.size()))
                    .orElseGet(Json::nothing)));
  }

  private Answer getKeysPaged(Arguments arguments, Session session) {
    return read(
        arguments,
        trie ->
            Answer.of(
                KeyPages.render(
                    KeyPages.page(
                        trie,
                        arguments.get(PREFIX),
                        arguments.get(START_KEY),
                        arguments.get(count)))));
  }
}
