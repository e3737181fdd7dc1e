package io.braid.rpc.methods;

import io.braid.consensus.chain.BlockRef;
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
import io.braid.rpc.protocol.Parsed;
import io.braid.rpc.protocol.RpcLimits;
import io.braid.rpc.protocol.Session;
import io.braid.rpc.protocol.Subscription;
import io.braid.runtime.api.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** {@code chain_*}: headers, blocks, hashes by number, and the heads as they come. */
final class ChainMethods {
  /** One number, or several. */
  private sealed interface Numbers {
    record One(int number) implements Numbers {}

    record Many(List<Integer> numbers) implements Numbers {}
  }

  private static final Parameter<Optional<Hash256>> HASH = Kinds.optionalHash("hash");

  private final Chain chain;
  private final ChainFeed feed;
  private final Parameter<Optional<Numbers>> numbers;

  ChainMethods(Chain chain, ChainFeed feed, RpcLimits limits) {
    this.chain = chain;
    this.feed = feed;
    int max = limits.maxBlocksPerRequest();
    numbers =
        Parameter.optional(
            "number",
            "a block number, or an array of at most " + max + " block numbers,",
            node -> parseNumbers(node, max));
  }

  private static Parsed<Numbers> parseNumbers(JsonNode node, int max) {
    if (node.isArray()) {
      return switch (Kinds.parseList(node, max, ChainMethods::parseNumber)) {
        case Parsed.Value<List<Integer>>(List<Integer> all) ->
            new Parsed.Value<>(new Numbers.Many(all));
        case Parsed.Wrong<List<Integer>>(String found) -> new Parsed.Wrong<>(found);
      };
    }
    return switch (parseNumber(node)) {
      case Parsed.Value<Integer>(Integer one) -> new Parsed.Value<>(new Numbers.One(one));
      case Parsed.Wrong<Integer>(String found) -> new Parsed.Wrong<>(found);
    };
  }

  private static Parsed<Integer> parseNumber(JsonNode node) {
    return Kinds.parseNumber(node, Integer.MAX_VALUE);
  }

  List<Method> methods() {
    List<Method> all = new ArrayList<>();
    all.add(Method.of("chain_getHeader", this::getHeader, HASH));
    all.add(Method.of("chain_getBlock", this::getBlock, HASH));
    all.addAll(
        MethodTable.withAliases(
            Method.of("chain_getBlockHash", this::getBlockHash, numbers), "chain_getHead"));
    all.addAll(
        MethodTable.withAliases(
            Method.of("chain_getFinalizedHead", (arguments, session) -> finalisedHead()),
            "chain_getFinalisedHead"));
    all.add(Method.of("chain_subscribeAllHeads", (arguments, session) -> allHeads(session)));
    all.add(Method.unsubscribe("chain_unsubscribeAllHeads"));
    all.addAll(
        MethodTable.withAliases(
            Method.of("chain_subscribeNewHeads", (arguments, session) -> newHeads(session)),
            "chain_subscribeNewHead",
            "subscribe_newHead"));
    all.addAll(
        MethodTable.withAliases(
            Method.unsubscribe("chain_unsubscribeNewHeads"),
            "chain_unsubscribeNewHead",
            "unsubscribe_newHead"));
    all.addAll(
        MethodTable.withAliases(
            Method.of(
                "chain_subscribeFinalizedHeads", (arguments, session) -> finalisedHeads(session)),
            "chain_subscribeFinalisedHeads"));
    all.addAll(
        MethodTable.withAliases(
            Method.unsubscribe("chain_unsubscribeFinalizedHeads"),
            "chain_unsubscribeFinalisedHeads"));
    return all;
  }

  private Hash256 blockOrBest(Arguments arguments) {
    return arguments.get(HASH).orElseGet(feed::best);
  }

  private Answer getHeader(Arguments arguments, Session session) {
    return Answer.of(
        chain.header(blockOrBest(arguments)).map(Render::header).orElseGet(Json::nothing));
  }

  private Answer getBlock(Arguments arguments, Session session) {
    Hash256 hash = blockOrBest(arguments);
    Optional<Header> header = chain.header(hash);
    Optional<List<Bytes>> body = chain.body(hash);
    return Answer.of(
        header.isPresent() && body.isPresent()
            ? Render.block(header.get(), body.get(), chain.justifications(hash))
            : Json.nothing());
  }

  private Answer getBlockHash(Arguments arguments, Session session) {
    Optional<Numbers> wanted = arguments.get(numbers);
    if (wanted.isEmpty()) {
      return Answer.of(Render.hash(feed.best()));
    }
    return Answer.of(
        switch (wanted.get()) {
          case Numbers.One(int number) -> hashAt(number);
          case Numbers.Many(List<Integer> all) -> {
            ArrayNode hashes = Json.array();
            all.forEach(number -> hashes.add(hashAt(number)));
            yield hashes;
          }
        });
  }

  private JsonNode hashAt(int number) {
    return chain.hashAt(number).map(Render::hash).orElseGet(Json::nothing);
  }

  private Answer finalisedHead() {
    return Answer.of(Render.hash(feed.heads().finalised().hash()));
  }

  private Answer allHeads(Session session) {
    return session.subscribe(
        "chain_allHead",
        subscription ->
            feed.tell(
                subscription,
                new ChainFeed.Listener() {
                  @Override
                  public void begin(Heads heads) {
                    sendHeader(heads.best(), subscription);
                  }

                  @Override
                  public void onImported(BlockRef block, Header header) {
                    subscription.send(Render.header(header));
                  }
                }));
  }

  private Answer newHeads(Session session) {
    return session.subscribe(
        "chain_newHead",
        subscription ->
            feed.tell(
                subscription,
                new ChainFeed.Listener() {
                  @Override
                  public void begin(Heads heads) {
                    sendHeader(heads.best(), subscription);
                  }

                  @Override
                  public void onBest(BlockRef best) {
                    sendHeader(best, subscription);
                  }
                }));
  }

  private Answer finalisedHeads(Session session) {
    return session.subscribe(
        "chain_finalizedHead",
        subscription ->
            feed.tell(
                subscription,
                new ChainFeed.Listener() {
                  @Override
                  public void begin(Heads heads) {
                    sendHeader(heads.finalised(), subscription);
                  }

                  @Override
                  public void onFinalised(List<BlockRef> blocks, List<BlockRef> discarded) {
                    blocks.forEach(block -> sendHeader(block, subscription));
                  }
                }));
  }

  private void sendHeader(BlockRef block, Subscription subscription) {
    chain.header(block.hash()).map(Render::header).ifPresent(subscription::send);
  }
}
