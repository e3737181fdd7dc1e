package io.braid.rpc.methods;

import io.braid.crypto.ss58.Ss58;
import io.braid.crypto.ss58.Ss58Decoded;
import io.braid.crypto.ss58.Ss58Refusal;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.rpc.node.NodeHandle;
import io.braid.rpc.node.NodeIdentity;
import io.braid.rpc.node.PeerView;
import io.braid.rpc.protocol.Answer;
import io.braid.rpc.protocol.Arguments;
import io.braid.rpc.protocol.Json;
import io.braid.rpc.protocol.Kinds;
import io.braid.rpc.protocol.Method;
import io.braid.rpc.protocol.MethodTable;
import io.braid.rpc.protocol.Parameter;
import io.braid.rpc.protocol.Parsed;
import io.braid.rpc.protocol.Session;
import io.braid.scale.ScaleException;
import io.braid.scale.ScaleReader;
import io.braid.scale.ScaleWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** {@code system_*}: who the node is and how it fares. */
final class SystemMethods {
  /** What clients know besides custom ones. */
  private static final List<String> CHAIN_TYPES = List.of("Development", "Local", "Live");

  private static final Parameter<AccountId> ACCOUNT =
      Parameter.required(
          "account", "an SS58 address or 32 bytes (0x and 64 hex digits)", SystemMethods::account);

  private final NodeHandle node;
  private final NodeIdentity identity;
  private final ChainFeed feed;
  private final StateReads reads;
  private final int startingBlock;

  SystemMethods(NodeHandle node, ChainFeed feed, StateReads reads) {
    this.node = node;
    this.feed = feed;
    this.reads = reads;
    identity = node.identity();
    startingBlock = feed.heads().best().number();
  }

  private static Parsed<AccountId> account(JsonNode node) {
    String text = node.asString("");
    if (text.startsWith("0x")) {
      return switch (Kinds.parseBytes(node)) {
        case Parsed.Value<Bytes>(Bytes bytes) ->
            bytes.size() == AccountId.SIZE
                ? new Parsed.Value<>(AccountId.of(bytes))
                : new Parsed.Wrong<>(bytes.size() + " bytes");
        case Parsed.Wrong<Bytes>(String found) -> new Parsed.Wrong<>(found);
      };
    }
    return switch (Ss58.decode(text)) {
      case Ss58Decoded.Address(int prefix, AccountId account) -> new Parsed.Value<>(account);
      case Ss58Decoded.Refused(Ss58Refusal reason) -> new Parsed.Wrong<>("one with " + reason);
    };
  }

  List<Method> methods() {
    List<Method> all = new ArrayList<>();
    all.add(answering("system_chain", () -> Json.text(identity.chainName())));
    all.add(answering("system_name", () -> Json.text(identity.nodeName())));
    all.add(answering("system_version", () -> Json.text(identity.version())));
    all.add(answering("system_chainType", this::chainType));
    all.add(answering("system_properties", () -> Render.properties(identity)));
    all.add(Method.of("system_health", (arguments, session) -> health()));
    all.add(answering("system_nodeRoles", this::roles));
    all.add(answering("system_localPeerId", () -> Json.text(node.peers().localPeerId())));
    all.add(answering("system_localListenAddresses", this::listenAddresses));
    all.add(answering("system_syncState", this::syncState));
    all.add(Method.unsafe("system_peers", (arguments, session) -> Answer.of(peers())));
    all.addAll(
        MethodTable.withAliases(
            Method.of("system_accountNextIndex", this::nextIndex, ACCOUNT), "account_nextIndex"));
    return all;
  }

  private static Method answering(String name, Supplier<JsonNode> answer) {
    return Method.of(name, (arguments, session) -> Answer.of(answer.get()));
  }

  private JsonNode chainType() {
    String type = identity.chainType();
    return CHAIN_TYPES.contains(type) ? Json.text(type) : Json.object().put("Custom", type);
  }

  private Answer health() {
    return new Answer.Later(
        node.health()
            .check()
            .thenApply(health ->
                Answer.of(
                    Json.object()
                        .put("peers", health.peers())
                        .put("isSyncing", health.isSyncing())
                        .put("shouldHavePeers", health.shouldHavePeers()))));
  }

  private JsonNode roles() {
    return Json.array().add(identity.authority() ? "Authority" : "Full");
  }

  private JsonNode listenAddresses() {
    ArrayNode addresses = Json.array();
    node.peers().listenAddresses().forEach(addresses::add);
    return addresses;
  }

  private JsonNode peers() {
    ArrayNode all = Json.array();
    for (PeerView.Peer peer : node.peers().peers()) {
      all.add(
          Json.object()
              .put("peerId", peer.peerId())
              .put("roles", peer.roles())
              .put("bestHash", peer.bestHash().hex())
              .put("bestNumber", peer.bestNumber()));
    }
    return all;
  }

  private JsonNode syncState() {
    int current = feed.heads().best().number();
    int highest = current;
    for (PeerView.Peer peer : node.peers().peers()) {
      highest = Math.max(highest, peer.bestNumber());
    }
    return Json.object()
        .put("startingBlock", startingBlock)
        .put("currentBlock", current)
        .put("highestBlock", highest);
  }

  /** The nonce on the best block, past all that wait in the pool. */
  private Answer nextIndex(Arguments arguments, Session session) {
    AccountId account = arguments.get(ACCOUNT);
    return reads.call(
        Optional.empty(),
        "AccountNonceApi_account_nonce",
        account.bytes().toArray(),
        output -> {
          try {
            int nonce = new ScaleReader(output).u32();
            return new Answer.Later(
                node.ask(() -> Answer.of(Json.number(afterPool(account, nonce)))));
          } catch (ScaleException e) {
            return StateReads.clientError("the runtime's nonce is malformed: " + e.getMessage());
          }
        });
  }

  private long afterPool(AccountId account, int nonce) {
    int next = nonce;
    while (node.transactions()
        .provides(new ScaleWriter(36).raw(account.bytes()).u32(next).toBytes())) {
      next++;
    }
    return Integer.toUnsignedLong(next);
  }
}
