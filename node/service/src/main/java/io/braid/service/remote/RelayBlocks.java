package io.braid.service.remote;

import io.braid.consensus.chain.BlockRef;
import io.braid.executor.host.StatelessHost;
import io.braid.parachains.collation.RelayStateProof;
import io.braid.parachains.following.RelayHashing;
import io.braid.parachains.relay.RelayViews;
import io.braid.parachains.relay.RelayViews.Question;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.rpc.client.RpcClient;
import io.braid.rpc.client.RpcFailure;
import io.braid.rpc.protocol.Json;
import io.braid.runtime.api.Digest;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.DigestItemCodec;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.parachains.RelayStateKeys;
import io.braid.scale.Codecs;
import io.braid.scale.Decoded;
import io.braid.scale.ScaleWriter;
import io.braid.trie.StateTrie;
import io.braid.trie.StorageProof;
import io.braid.trie.TrieException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Loads relay blocks from a node: all questions at once, the state with its proof. */
final class RelayBlocks {
  private static final RelayStateKeys KEYS = new RelayStateKeys(RelayHashing.HOST);

  /** Whom the network looks for, and how long slots are. */
  private static final List<Question> OF_THE_NETWORK =
      List.of(
          new Question("AuthorityDiscoveryApi_authorities", Bytes.EMPTY),
          new Question("BabeApi_configuration", Bytes.EMPTY));

  private final RpcClient node;
  private final int paraId;

  RelayBlocks(RpcClient node, int paraId) {
    this.node = node;
    this.paraId = paraId;
  }

  /** The hash of the block with a number on the node's best chain. */
  CompletableFuture<Hash256> hashAt(int number) {
    return node.call("chain_getBlockHash", Json.number(number)).thenApply(RelayBlocks::hash);
  }

  CompletableFuture<Hash256> finalised() {
    return node.call("chain_getFinalizedHead").thenApply(RelayBlocks::hash);
  }

  private static Hash256 hash(JsonNode text) {
    Bytes bytes = hex(text);
    if (bytes.size() != Hash256.SIZE) {
      throw unexpected("a hash", text);
    }
    return Hash256.of(bytes);
  }

  private static Bytes hex(JsonNode text) {
    try {
      return Bytes.fromHex(text.asString(""));
    } catch (IllegalArgumentException e) {
      throw unexpected("bytes as 0x…", text);
    }
  }

  private static CompletionException unexpected(String expected, JsonNode found) {
    String text = found.toString();
    return new CompletionException(
        new RpcFailure(
            "expected "
                + expected
                + ", found "
                + (text.length() > 80 ? text.substring(0, 80) + "…" : text)));
  }

  /** A header as JSON-RPC has it. */
  static Header header(JsonNode json) {
    List<DigestItem> logs = new ArrayList<>();
    for (JsonNode log : json.path("digest").path("logs")) {
      if (!(DigestItemCodec.CODEC.tryDecode(hex(log))
          instanceof Decoded.Value<DigestItem>(DigestItem item))) {
        throw unexpected("an item of a digest", log);
      }
      logs.add(item);
    }
    int number;
    try {
      number = Integer.decode(json.path("number").asString(""));
    } catch (NumberFormatException e) {
      throw unexpected("a header", json);
    }
    return new Header(
        hash(json.path("parentHash")),
        number,
        hash(json.path("stateRoot")),
        hash(json.path("extrinsicsRoot")),
        new Digest(logs));
  }

  /** A block by its hash, with all that the parachain's node asks of it. */
  CompletableFuture<RelayBlock> load(Hash256 block) {
    return node.call("chain_getHeader", Json.hex(block.bytes()))
        .thenApply(json -> {
          Header header = header(json);
          if (!BlockRef.hash(header).equals(block)) {
            throw unexpected("the header of " + block, json);
          }
          return header;
        })
        .thenCompose(this::load);
  }

  private CompletableFuture<RelayBlock> load(Header header) {
    BlockRef block = BlockRef.of(header);
    Map<Question, Bytes> answers = new ConcurrentHashMap<>();
    List<Question> questions = new ArrayList<>(RelayViews.questions(paraId));
    questions.addAll(OF_THE_NETWORK);
    List<CompletableFuture<?>> under = new ArrayList<>();
    questions.forEach(question -> under.add(ask(block, question, answers)));
    CompletableFuture<Set<Bytes>> nodes = prove(block, KEYS.always(paraId));
    CompletableFuture<StateTrie> state =
        nodes.thenCompose(first -> {
          List<Bytes> channels = channels(trie(header, first));
          return channels.isEmpty()
              ? CompletableFuture.completedFuture(trie(header, first))
              : prove(block, channels)
                  .thenApply(second -> {
                    Set<Bytes> all = new LinkedHashSet<>(first);
                    all.addAll(second);
                    return trie(header, all);
                  });
        });
    return CompletableFuture.allOf(under.toArray(CompletableFuture[]::new))
        .thenCompose(done -> session(block, answers))
        .thenCombine(state, (done, proved) -> new RelayBlock(block, header, proved, answers));
  }

  /** Who the validators of the session are follows from which session it is. */
  private CompletableFuture<?> session(BlockRef block, Map<Question, Bytes> answers) {
    Question which = RelayViews.questions(paraId).getFirst();
    return Optional.ofNullable(answers.get(which))
        .flatMap(answer ->
            Codecs.U32.tryDecode(answer) instanceof Decoded.Value<Integer>(Integer session)
                ? Optional.of(session)
                : Optional.empty())
        .<CompletableFuture<?>>map(session ->
            ask(
                block,
                new Question(
                    "ParachainHost_session_info", new ScaleWriter(4).u32(session).toBytes()),
                answers))
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }

  /** A runtime that does not know a question leaves it without an answer. */
  private CompletableFuture<?> ask(BlockRef block, Question question, Map<Question, Bytes> into) {
    return node.call(
            "state_call",
            Json.text(question.entryPoint()),
            Json.hex(question.arguments()),
            Json.hex(block.hash().bytes()))
        .handle((answer, failure) -> {
          if (failure == null) {
            into.put(question, hex(answer));
          } else if (node.ended().isDone()) {
            throw new CompletionException(failure);
          }
          return null;
        });
  }

  private CompletableFuture<Set<Bytes>> prove(BlockRef block, List<Bytes> keys) {
    ArrayNode list = Json.array();
    keys.forEach(key -> list.add(Json.hex(key)));
    return node.call("state_getReadProof", list, Json.hex(block.hash().bytes()))
        .thenApply(json -> {
          Set<Bytes> nodes = new LinkedHashSet<>();
          json.path("proof").forEach(each -> nodes.add(hex(each)));
          return nodes;
        });
  }

  private static StateTrie trie(Header header, Set<Bytes> nodes) {
    return new StateTrie(
        header.stateRoot(),
        StorageProof.of(nodes).source(StatelessHost.BLAKE2),
        StatelessHost.BLAKE2);
  }

  private List<Bytes> channels(StateTrie state) {
    try {
      return RelayStateProof.channels(state, paraId);
    } catch (TrieException e) {
      throw new CompletionException(
          new RpcFailure("expected a proof of the parachain's channels: " + e.getMessage()));
    }
  }
}
