package io.braid.fuzz;

import com.github.luben.zstd.Zstd;
import io.braid.consensus.chain.Justification;
import io.braid.consensus.ports.Protocol;
import io.braid.consensus.protobuf.ProtobufReader;
import io.braid.consensus.protobuf.ProtobufWriter;
import io.braid.crypto.hash.Blake2b;
import io.braid.network.LocalPeer;
import io.braid.network.connection.ConnectionSeeds;
import io.braid.network.connection.Identification;
import io.braid.network.identity.Multiaddress;
import io.braid.network.identity.PeerIdentity;
import io.braid.network.kademlia.KademliaMessage;
import io.braid.primitives.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes the inputs to begin from: what a network says that nobody disturbs. */
final class SeedWriter {
  /** Larger ones make a fuzzer slow. */
  private static final int MAX_BYTES = 12 << 10;

  private static final String SOMEWHERE = "/ip4/1.2.3.4/tcp/30333";

  private final Path resources;

  private SeedWriter(Path resources) {
    this.resources = resources;
  }

  /** Takes the folder of the module's test resources. */
  public static void main(String[] arguments) throws IOException {
    SeedWriter writer = new SeedWriter(Path.of(arguments[0]));
    LivingNetwork network = LivingNetwork.ofThisProcess();
    writer.write(network);
    writer.connections();
    writer.addresses();
    writer.proofs(network);
    writer.code();
    writer.programs();
    writer.texts(network);
  }

  private void connections() throws IOException {
    String test = "network/connection/ConnectionFuzzTest";
    for (boolean dials : List.of(true, false)) {
      seed(test, "aHandshakeGoesOnOrEnds", ConnectionSeeds.handshake(dials));
    }
    for (int size : List.of(0, 40, 900)) {
      seed(test, "substreamsAreUnderstoodOrEnd", ConnectionSeeds.conversation(size));
    }
    Identification about =
        new Identification(
            Bytes.wrap(new byte[32]),
            "agent",
            List.of(address(SOMEWHERE)),
            List.of("/x/news/1"),
            Optional.of(address(SOMEWHERE)));
    seed(test, "anIdentificationIsReadOrRefused", ConnectionSeeds.identification(about));
  }

  private static Multiaddress address(String text) {
    return ((Multiaddress.Parsed.Address) Multiaddress.parse(text)).value();
  }

  private void addresses() throws IOException {
    String test = "network/NetworkMessagesFuzzTest";
    PeerIdentity peer = PeerIdentity.ofKey(Bytes.wrap(new byte[32]));
    for (String text : List.of(SOMEWHERE, "/ip6/::1/tcp/1", "/dns4/a.example/tcp/443/ws")) {
      Multiaddress address = address(text).withPeer(peer);
      seed(test, "anAddressIsReadTheSameInBothFormsOrRefused", address.encode());
      seed(test, "anAddressIsReadTheSameInBothFormsOrRefused", Bytes.utf8(address.toString()));
    }
    KademliaMessage.Entry entry = new KademliaMessage.Entry(Bytes.utf8("k"), Bytes.utf8("v"));
    for (KademliaMessage message :
        List.of(
            KademliaMessage.findNode(peer.multihash()),
            KademliaMessage.getValue(entry.key()),
            KademliaMessage.putValue(entry),
            new KademliaMessage(
                KademliaMessage.Type.FIND_NODE,
                entry.key(),
                Optional.of(entry),
                List.of(new KademliaMessage.Peer(peer, List.of(address(SOMEWHERE))))))) {
      seed(test, "aKademliaMessageIsAnsweredOrRefused", message.encode());
    }
    byte[] handshake = new byte[69];
    handshake[0] = 4;
    seed(test, "anAnnounceHandshakeIsReadAsItIsWrittenOrRefused", Bytes.wrap(handshake));
  }

  private void proofs(LivingNetwork network) throws IOException {
    LocalPeer alice = network.node(0);
    Bytes block = alice.best().hash().bytes();
    ProtobufWriter reading =
        new ProtobufWriter().bytes(2, block).bytes(3, Bytes.utf8(":heappages"));
    ProtobufWriter calling =
        new ProtobufWriter()
            .bytes(2, block)
            .bytes(3, Bytes.utf8("GrandpaApi_current_set_id"))
            .bytes(4, Bytes.EMPTY);
    Bytes read = new ProtobufWriter().message(2, reading).toBytes();
    for (Bytes request : List.of(read, new ProtobufWriter().message(1, calling).toBytes())) {
      ask(alice, Protocol.LIGHT, request);
    }
    Bytes state = new ProtobufWriter().bytes(1, block).bytes(2, Bytes.fromHex("0xf0")).toBytes();
    Bytes answer = ask(alice, Protocol.STATE, state);
    seed("consensus/warp/WarpFuzzTest", "aPartOfAStateIsTakenOrRefused", answer);
    Bytes compact = part(answer, 2);
    seed("fuzz/ProofFuzzTest", "aCompactProofIsExpandedOrRefused", compact);
    Bytes light = alice.onRequest(TappedNetwork.STRANGER, Protocol.LIGHT, read).orElseThrow();
    seed("fuzz/ProofFuzzTest", "aStorageProofIsReadOrRefused", part(part(light, 2), 2));
    Bytes warp = ask(alice, Protocol.WARP_SYNC, alice.genesis().bytes());
    seed("consensus/warp/WarpFuzzTest", "aWarpProofIsFollowedOrRefused", warp);
    for (Justification proof : network.chain().justifications(network.chain().finalised().hash())) {
      seed("consensus/grandpa/FinalityFuzzTest", "aJustificationIsJudged", proof.data());
    }
  }

  private Bytes ask(LocalPeer node, Protocol protocol, Bytes request) throws IOException {
    said(protocol, true, request);
    return node.onRequest(TappedNetwork.STRANGER, protocol, request).orElseThrow();
  }

  private static Bytes part(Bytes message, int field) {
    return ProtobufReader.read(message).flatMap(m -> m.bytes(field)).orElseThrow();
  }

  private void code() throws IOException {
    Bytes module =
        Bytes.fromHex(
            "0x0061736d01000000010401600000030201000503010001060a027f0141000b7f0041000b"
                + "071202066d656d6f727902000572756e000000000a0d010b00034041010d000b0b0b");
    Bytes small =
        Bytes.fromHex(
            "0x0061736d010000000105016000017f03020100050301000107090103"
                + "66697600000a0d010b0002400c000b41050f0b0b");
    for (Bytes wasm : List.of(module, small)) {
      seed("fuzz/CodeFuzzTest", "aModuleIsInstrumentedOrRefused", wasm);
    }
    Bytes zstd = Bytes.wrap(Zstd.compress(new byte[1_000]));
    seed(
        "fuzz/CodeFuzzTest",
        "aBlobIsUnpackedUpToItsBoundOrRefused",
        Bytes.concat(Bytes.fromHex("0x52bc537646db8e05"), zstd));
    seed("fuzz/CodeFuzzTest", "aVersionIsFoundOrNot", small);
  }

  private void programs() throws IOException {
    for (String program :
        List.of(
            "0x050c000400000002286bee13000000000002286bee0d0100000101000000000000000000000000000000"
                + "00000000000000000000000000000000",
            "0x04080a0b",
            "0x05040a")) {
      seed("fuzz/XcmFuzzTest", "aProgramIsReadOrRefused", Bytes.fromHex(program));
    }
    for (String place : List.of("0x05000100a10f", "0x0501000000", "0x050400000002286bee")) {
      seed("fuzz/XcmFuzzTest", "placesAndAssetsAreReadOrRefused", Bytes.fromHex(place));
    }
  }

  private void texts(LivingNetwork network) throws IOException {
    ObjectNode spec = new JsonMapper().createObjectNode();
    spec.put("name", "n").put("id", "i").put("chainType", "Local").put("protocolId", "p");
    spec.putArray("bootNodes").add(SOMEWHERE);
    spec.putObject("properties").put("ss58Format", 42).put("tokenSymbol", "T");
    spec.putObject("genesis").putObject("raw").putObject("top").put("0x3a636f6465", "0x00");
    spec.put("relay_chain", "r").put("para_id", 7);
    seed("fuzz/ChainSpecFuzzTest", "aSpecificationIsReadOrRefused", Bytes.utf8(spec.toString()));
    String hash = "\"" + network.node(0).best().hash().hex() + "\"";
    for (String request : RpcSeeds.requests(hash)) {
      seed("fuzz/RpcFuzzTest", "aRequestIsAnsweredAndNeverWithABug", Bytes.utf8(request));
    }
  }

  private void write(LivingNetwork network) throws IOException {
    for (Protocol protocol : Protocol.values()) {
      for (TappedNetwork tapped : List.of(network.relayNetwork, network.paraNetwork)) {
        boolean relay = tapped == network.relayNetwork;
        for (Bytes message : tapped.said(protocol)) {
          said(protocol, relay, message);
        }
        for (Bytes message : tapped.answered(protocol)) {
          answered(protocol, relay, message);
        }
      }
    }
  }

  private void said(Protocol protocol, boolean relay, Bytes message) throws IOException {
    byte node = (byte) (relay ? 0 : 2);
    Bytes prefix = Bytes.of(node, (byte) protocol.ordinal());
    seed("fuzz/NodeFuzzTest", "aMessageIsUnderstoodOrRefused", Bytes.concat(prefix, message));
    switch (protocol) {
      case BLOCK_ANNOUNCES ->
          seed("consensus/sync/SyncMessagesFuzzTest", "anAnnouncedBlockIsReadOrRefused", message);
      case GRANDPA ->
          seed("consensus/grandpa/FinalityFuzzTest", "aGossipMessageIsReadOrRefused", message);
      case SYNC ->
          seed("consensus/sync/SyncMessagesFuzzTest", "aBlockRequestIsReadOrRefused", message);
      default -> {
        if (protocol.ofParachains()) {
          seed("fuzz/ParachainMessagesFuzzTest", "aMessageIsReadOrRefused", message);
        }
      }
    }
  }

  private void answered(Protocol protocol, boolean relay, Bytes message) throws IOException {
    switch (protocol) {
      case SYNC -> {
        Bytes node = Bytes.of((byte) (relay ? 0 : 2));
        seed("fuzz/NodeFuzzTest", "anAnswerIsTakenOrRefused", Bytes.concat(node, message));
        seed("consensus/sync/SyncMessagesFuzzTest", "aBlockResponseIsReadOrRefused", message);
      }
      default -> {
        if (protocol.ofParachains()) {
          seed("fuzz/ParachainMessagesFuzzTest", "aMessageIsReadOrRefused", message);
        }
      }
    }
  }

  private void seed(String test, String target, Bytes content) throws IOException {
    if (content.size() > MAX_BYTES) {
      return;
    }
    Path folder = resources.resolve("io/braid/" + test + "Inputs").resolve(target);
    Files.createDirectories(folder);
    String hash = Bytes.wrap(Blake2b.hash256(content.unsafeArray())).hex().substring(2, 10);
    Files.write(folder.resolve("seed-" + hash), content.toArray());
  }
}
