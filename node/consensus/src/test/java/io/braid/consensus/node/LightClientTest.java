package io.braid.consensus.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.grandpa.CommitCheck;
import io.braid.consensus.grandpa.GrandpaJustification;
import io.braid.consensus.grandpa.GrandpaJustificationCodec;
import io.braid.consensus.light.WarpServer;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.consensus.protobuf.ProtobufReader;
import io.braid.consensus.protobuf.ProtobufWriter;
import io.braid.crypto.hash.Twox;
import io.braid.executor.CallResult;
import io.braid.executor.host.StatelessHost;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.HeaderCodec;
import io.braid.runtime.api.grandpa.GrandpaAuthority;
import io.braid.runtime.api.grandpa.GrandpaConsensusLog;
import io.braid.runtime.api.grandpa.GrandpaConsensusLogCodec;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleReader;
import io.braid.trie.CompactProof;
import io.braid.trie.NodeSource;
import io.braid.trie.StateTrie;
import io.braid.trie.StorageProof;
import io.braid.trie.TrieKeys;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a node proves to clients that trust nothing but a genesis. */
class LightClientTest {
  private static final PeerId CLIENT = new PeerId("client");

  private static Node nodeAfter(RelayNetwork network, int seconds) {
    network.world.run(Duration.ofSeconds(seconds));
    return network.nodes.getFirst();
  }

  private static Header header(Node node, Hash256 hash) {
    return node.chain().header(hash).orElseThrow();
  }

  private static Optional<ProtobufReader> ask(
      Node node, Protocol protocol, ProtobufWriter request) {
    return node.onRequest(CLIENT, protocol, request.toBytes()).flatMap(ProtobufReader::read);
  }

  private static StateTrie proven(Node node, Hash256 block, ProtobufReader response, int kind) {
    Bytes proof = response.message(kind).orElseThrow().bytes(2).orElseThrow();
    NodeSource nodes = StorageProof.CODEC.decodeAll(proof).source(StatelessHost.BLAKE2);
    return new StateTrie(header(node, block).stateRoot(), nodes, StatelessHost.BLAKE2);
  }

  @Test
  void aReadIsProvenToTheValueAndToItsAbsence() {
    Node node = nodeAfter(new RelayNetwork(2, 5, 0, 2_000, 10), 20);
    Hash256 block = node.chain().finalised().hash();
    Bytes code = Bytes.utf8(":code");
    Bytes absent = Bytes.utf8(":nothing");
    ProtobufReader response =
        ask(
                node,
                Protocol.LIGHT,
                new ProtobufWriter()
                    .message(
                        2,
                        new ProtobufWriter()
                            .bytes(2, block.bytes())
                            .bytes(3, code)
                            .bytes(3, absent)))
            .orElseThrow();
    StateTrie proof = proven(node, block, response, 2);
    assertThat(proof.get(code)).isEqualTo(node.chain().storage(block, code)).isPresent();
    assertThat(proof.get(absent)).isEmpty();
  }

  @Test
  void aCallIsProvenSoThatItCanBeRepeatedOnTheProofAlone() {
    Node node = nodeAfter(new RelayNetwork(2, 5, 0, 2_000, 10), 20);
    Hash256 block = node.chain().finalised().hash();
    ProtobufReader response =
        ask(
                node,
                Protocol.LIGHT,
                new ProtobufWriter()
                    .message(
                        1,
                        new ProtobufWriter()
                            .bytes(2, block.bytes())
                            .bytes(3, Bytes.utf8("GrandpaApi_grandpa_authorities"))
                            .bytes(4, Bytes.EMPTY)))
            .orElseThrow();
    StateTrie proof = proven(node, block, response, 1);
    CallResult called = node.chain().call(block, "GrandpaApi_grandpa_authorities", new byte[0]);
    Bytes authorities = ((CallResult.Returned) called).output();
    // What the call read is what it returned: the proof must hold that value.
    TrieKeys keys = node.chain().state(block).orElseThrow().keys(Bytes.EMPTY);
    boolean held = false;
    for (Optional<Bytes> key = keys.next(); key.isPresent(); key = keys.next()) {
      if (node.chain().storage(block, key.get()).equals(Optional.of(authorities))) {
        held |= proof.get(key.get()).equals(Optional.of(authorities));
      }
    }
    assertThat(held).isTrue();
  }

  /** A request as RFC-0009 has it. */
  private static ProtobufWriter selecting(Hash256 block, ProtobufWriter... keys) {
    ProtobufWriter request = new ProtobufWriter().bytes(1, block.bytes());
    for (ProtobufWriter key : keys) {
      request.message(3, key);
    }
    return request;
  }

  private static ProtobufWriter newRead(ProtobufWriter request) {
    return new ProtobufWriter().message(6, request);
  }

  @Test
  void aSelectionIsProvenWithAllThatIsBelowItWithAndWithoutValues() {
    Node node = nodeAfter(new RelayNetwork(2, 5, 0, 2_000, 10), 20);
    Hash256 block = node.chain().finalised().hash();
    Bytes session = Bytes.wrap(Twox.hash128(Bytes.utf8("Session").toArray()));
    Bytes code = Bytes.utf8(":code");
    ProtobufReader response =
        ask(
                node,
                Protocol.LIGHT,
                newRead(
                    selecting(
                        block,
                        new ProtobufWriter().bytes(1, session).number(3, 1),
                        new ProtobufWriter().bytes(1, code).number(2, 1))))
            .orElseThrow();

    StateTrie proof = proven(node, block, response, 2);
    TrieKeys keys = proof.keys(session);
    int count = 0;
    for (Optional<Bytes> key = keys.next(); key.isPresent(); key = keys.next()) {
      count++;
      assertThat(proof.get(key.get())).isEqualTo(node.chain().storage(block, key.get()));
    }
    assertThat(count).isGreaterThan(3);
    int all = 0;
    TrieKeys there = node.chain().state(block).orElseThrow().keys(session);
    while (there.next().isPresent()) {
      all++;
    }
    assertThat(count).isEqualTo(all);
    Bytes blob = node.chain().storage(block, code).orElseThrow();
    assertThat(proof.valueHash(code)).contains(StatelessHost.BLAKE2.hash(blob.unsafeArray()));
    ProtobufWriter whole = new ProtobufWriter().bytes(1, code);
    ProtobufWriter hash = new ProtobufWriter().bytes(1, code).number(2, 1);
    assertThat(size(node, selecting(block, whole)) - size(node, selecting(block, hash)))
        .as("the code alone makes the difference")
        .isBetween(blob.size(), blob.size() + 8);
  }

  private static int size(Node node, ProtobufWriter request) {
    ProtobufReader response = ask(node, Protocol.LIGHT, newRead(request)).orElseThrow();
    return response.message(2).orElseThrow().bytes(2).orElseThrow().size();
  }

  @Test
  void aSelectionGoesOnFromAKeyAndSaysOfAChildTrieThatThereIsNone() {
    Node node = nodeAfter(new RelayNetwork(2, 5, 0, 2_000, 10), 20);
    Hash256 block = node.chain().finalised().hash();
    ProtobufWriter everything = new ProtobufWriter().bytes(1, Bytes.EMPTY).number(3, 1);
    Bytes half = Bytes.fromHex("0x80");
    int whole = nodes(node, selecting(block, everything));
    int rest = nodes(node, selecting(block, everything).bytes(4, half).number(5, 1));
    assertThat(rest).isPositive().isLessThan(whole);

    ProtobufWriter child = new ProtobufWriter().bytes(1, Bytes.utf8("nobody's")).number(2, 1);
    ProtobufReader response =
        ask(node, Protocol.LIGHT, newRead(selecting(block, everything).message(2, child)))
            .orElseThrow();
    assertThat(proven(node, block, response, 2).get(Bytes.utf8(":child_storage:default:nobody's")))
        .isEmpty();
  }

  private static int nodes(Node node, ProtobufWriter request) {
    ProtobufReader response = ask(node, Protocol.LIGHT, newRead(request)).orElseThrow();
    Bytes proof = response.message(2).orElseThrow().bytes(2).orElseThrow();
    return StorageProof.CODEC.decodeAll(proof).nodes().size();
  }

  @Test
  void aSelectionThatCannotBeIsRefused() {
    Node node = nodeAfter(new RelayNetwork(2, 5, 0, 2_000, 10), 10);
    Hash256 block = node.chain().finalised().hash();
    ProtobufWriter key = new ProtobufWriter().bytes(1, Bytes.utf8("k"));
    ProtobufWriter otherNamespace = new ProtobufWriter().bytes(1, Bytes.utf8("c")).number(2, 2);
    assertThat(ask(node, Protocol.LIGHT, newRead(selecting(block, key)))).isPresent();
    for (ProtobufWriter wrong :
        List.of(
            selecting(block),
            selecting(block, new ProtobufWriter().number(2, 1)),
            selecting(block, key).number(5, 1),
            selecting(block, key).message(2, otherNamespace),
            new ProtobufWriter().message(3, key))) {
      assertThat(ask(node, Protocol.LIGHT, newRead(wrong))).isEmpty();
    }
    assertThat(
            ask(node, Protocol.LIGHT, newRead(selecting(Hash256.ZERO, key)))
                .flatMap(answer -> answer.message(2))
                .orElseThrow()
                .bytes(2))
        .as("a block that is not here")
        .isEmpty();
  }

  @Test
  void unknownBlocksAreAnsweredWithoutProofAndNonsenseNotAtAll() {
    Node node = nodeAfter(new RelayNetwork(2, 5, 0, 2_000, 10), 10);
    ProtobufWriter unknown =
        new ProtobufWriter()
            .message(2, new ProtobufWriter().bytes(2, Hash256.ZERO.bytes()).bytes(3, Bytes.EMPTY));
    assertThat(ask(node, Protocol.LIGHT, unknown).orElseThrow().message(2).orElseThrow().bytes(2))
        .isEmpty();
    assertThat(ask(node, Protocol.LIGHT, new ProtobufWriter().number(7, 1))).isEmpty();
    assertThat(node.onRequest(CLIENT, Protocol.LIGHT, Bytes.utf8("?"))).isEmpty();
    assertThat(node.onRequest(CLIENT, Protocol.WARP_SYNC, Bytes.utf8("?"))).isEmpty();
    assertThat(node.onRequest(CLIENT, Protocol.WARP_SYNC, Hash256.ZERO.bytes())).isEmpty();
    assertThat(node.onRequest(CLIENT, Protocol.STATE, Bytes.utf8("?"))).isEmpty();
  }

  @Test
  void theWholeStateCanBeFetchedAsEntriesAndAsProofs() {
    Node node = nodeAfter(new RelayNetwork(2, 5, 0, 2_000, 10), 10);
    Hash256 block = node.chain().finalised().hash();
    StateTrie state = node.chain().state(block).orElseThrow();
    TrieKeys keys = state.keys(Bytes.EMPTY);
    int count = 0;
    Bytes last = Bytes.EMPTY;
    for (Optional<Bytes> key = keys.next(); key.isPresent(); key = keys.next()) {
      count++;
      last = key.get();
    }

    ProtobufReader level =
        ask(node, Protocol.STATE, new ProtobufWriter().bytes(1, block.bytes()).number(3, 1))
            .orElseThrow()
            .message(1)
            .orElseThrow();
    List<Bytes> entries = level.allBytes(2);
    assertThat(entries).hasSize(count);
    assertThat(level.number(3)).hasValue(1);
    assertThat(ProtobufReader.read(entries.getLast()).orElseThrow().bytes(1)).contains(last);
    ProtobufReader behind =
        ask(
                node,
                Protocol.STATE,
                new ProtobufWriter().bytes(1, block.bytes()).bytes(2, last).number(3, 1))
            .orElseThrow();
    assertThat(behind.message(1).orElseThrow().allBytes(2)).isEmpty();

    Bytes proof =
        ask(node, Protocol.STATE, new ProtobufWriter().bytes(1, block.bytes()))
            .orElseThrow()
            .bytes(2)
            .orElseThrow();
    NodeSource nodes =
        CompactProof.CODEC.decodeAll(proof).expand(state.root(), StatelessHost.BLAKE2);
    StateTrie copy = new StateTrie(state.root(), nodes, StatelessHost.BLAKE2);
    assertThat(copy.get(last)).isEqualTo(state.get(last)).isPresent();
  }

  @Test
  void aWarpProofLeadsFromTheGenesisOverAChangeOfVotersToTheFinalHead() {
    RelayNetwork network = new RelayNetwork(4, 3, 0, 2_000, 10);
    Node node = network.nodes.getFirst();
    node.submit(network.changeOfVoter(2));
    nodeAfter(network, 100);
    List<GrandpaAuthority> voters =
        node.chain()
            .query(
                node.chain().genesis().hash(),
                "GrandpaApi_grandpa_authorities",
                new byte[0],
                Codecs.list(GrandpaAuthority.CODEC, 100))
            .orElseThrow();

    Bytes genesis = node.chain().genesis().hash().bytes();
    Bytes proof = node.onRequest(CLIENT, Protocol.WARP_SYNC, genesis).orElseThrow();
    Header head = verify(proof, voters, 2);

    assertThat(BlockRef.of(head)).isEqualTo(node.chain().finalised());
    Bytes fromHead =
        node.onRequest(CLIENT, Protocol.WARP_SYNC, BlockRef.hash(head).bytes()).orElseThrow();
    assertThat(new ScaleReader(fromHead).compactU32()).isEqualTo(1);
    // A node that opens the same database knows the change without having seen it.
    assertThat(new WarpServer(node.chain()).answer(genesis)).contains(proof);
  }

  /** Verifies fragment after fragment; the last header. */
  private static Header verify(Bytes proof, List<GrandpaAuthority> first, int expected) {
    ScaleReader in = new ScaleReader(proof);
    List<GrandpaAuthority> voters = first;
    int count = in.compactU32();
    assertThat(count).isEqualTo(expected);
    Optional<Header> last = Optional.empty();
    for (int set = 0; set < count; set++) {
      Header header = in.read(HeaderCodec.CODEC);
      GrandpaJustification justification = in.read(GrandpaJustificationCodec.CODEC);
      assertThat(justification.commit().targetHash()).isEqualTo(BlockRef.hash(header));
      assertThat(CommitCheck.verify(justification, set, voters))
          .isEqualTo(new CommitCheck.Verdict.Valid());
      voters = next(header).orElse(voters);
      last = Optional.of(header);
    }
    assertThat(in.bool()).isTrue();
    in.expectEnd();
    return last.orElseThrow();
  }

  private static Optional<List<GrandpaAuthority>> next(Header header) {
    for (DigestItem item : header.digest().logs()) {
      if (item instanceof DigestItem.Consensus(Bytes engine, Bytes data)
          && engine.equals(Bytes.utf8("FRNK"))
          && GrandpaConsensusLogCodec.CODEC.decodeAll(data)
              instanceof GrandpaConsensusLog.Scheduled scheduled) {
        return Optional.of(scheduled.change().nextAuthorities());
      }
    }
    return Optional.empty();
  }
}
