package io.braid.parachains;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.consensus.aura.AuraRefusal;
import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.ChainListener;
import io.braid.consensus.importing.ImportRefusal;
import io.braid.consensus.importing.ImportResult;
import io.braid.consensus.importing.IncomingBlock;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.consensus.protobuf.ProtobufReader;
import io.braid.consensus.protobuf.ProtobufWriter;
import io.braid.consensus.sync.BlockAnnounce;
import io.braid.consensus.sync.BlockAnnounceCodec;
import io.braid.consensus.sync.BlockState;
import io.braid.crypto.NonceEntropy;
import io.braid.executor.host.StatelessHost;
import io.braid.parachains.availability.ProvenChunk;
import io.braid.parachains.availability.Recovery;
import io.braid.parachains.candidate.Candidates;
import io.braid.parachains.following.IncludedHeads;
import io.braid.parachains.node.ParachainNode;
import io.braid.parachains.protocol.ValidationMessage;
import io.braid.parachains.protocol.ValidationMessageCodec;
import io.braid.parachains.protocol.WireMessage;
import io.braid.parachains.relay.RelayView;
import io.braid.parachains.relay.RelayViews;
import io.braid.parachains.validator.ParachainValidator;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.parachains.CandidateEvent;
import io.braid.runtime.api.parachains.CandidateEventCodec;
import io.braid.runtime.api.parachains.CandidateReceipt;
import io.braid.scale.Codecs;
import io.braid.trie.StateTrie;
import io.braid.trie.StorageProof;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SharedSecuritySimulationTest {
  private static List<CandidateEvent> events(ParachainNetwork network, int number) {
    return network
        .relay()
        .query(
            network.relay().hashAt(number).orElseThrow(),
            "ParachainHost_candidate_events",
            new byte[0],
            Codecs.list(CandidateEventCodec.CODEC, 100))
        .orElseThrow();
  }

  private static <E extends CandidateEvent> List<E> events(
      ParachainNetwork network, Class<E> kind) {
    List<E> found = new ArrayList<>();
    for (int number = 1; number <= network.relay().best().number(); number++) {
      for (CandidateEvent event : events(network, number)) {
        if (kind.isInstance(event)) {
          found.add(kind.cast(event));
        }
      }
    }
    return found;
  }

  @Test
  void parachainBlocksAreBackedIncludedAndFinalAcrossSessions() {
    ParachainNetwork network = new ParachainNetwork(ParachainNetwork.Setup.honest(7));

    network.runSlots(24);

    assertThat(network.refusals).isEmpty();
    BlockRef best = network.relay().best();
    assertThat(best.number()).isGreaterThan(20);
    assertThat(network.included(best)).as("included, of %s", network.outcomes).isGreaterThan(7);
    assertThat(events(network, CandidateEvent.CandidateBacked.class)).hasSizeGreaterThan(7);
    RelayViews views = new RelayViews(network.relay());
    assertThat(views.at(best.hash()).orElseThrow().session()).isGreaterThanOrEqualTo(2);
    int sessionBegan = views.at(best.hash()).orElseThrow().rotation().sessionStartBlock();
    int before = network.included(at(network, sessionBegan));
    assertThat(network.included(best)).isGreaterThan(before);
    BlockRef finalised = network.relay().finalised();
    assertThat(finalised.number()).isGreaterThan(16);
    assertThat(new IncludedHeads(network.relay(), Chains.PARA).finalBlock())
        .contains(network.parachain().finalised().hash());
    assertThat(network.parachain().finalised().number()).isGreaterThan(5);
    assertThat(network.world.reports()).isEmpty();
  }

  private static BlockRef at(ParachainNetwork network, int number) {
    return new BlockRef(number, network.relay().hashAt(number).orElseThrow());
  }

  @Test
  void theSameSeedGivesTheSameChains() {
    ParachainNetwork one = new ParachainNetwork(ParachainNetwork.Setup.honest(23));
    ParachainNetwork two = new ParachainNetwork(ParachainNetwork.Setup.honest(23));

    one.runSlots(11);
    two.runSlots(11);

    assertThat(one.parachain().best().number()).isGreaterThan(2);
    assertThat(two.relay().best()).isEqualTo(one.relay().best());
    assertThat(two.relay().finalised()).isEqualTo(one.relay().finalised());
    assertThat(two.parachain().best()).isEqualTo(one.parachain().best());
    assertThat(two.parachain().finalised()).isEqualTo(one.parachain().finalised());
    assertThat(two.outcomes).isEqualTo(one.outcomes);
  }

  private static boolean isBitfield(Bytes notification) {
    return WireMessage.codec(ValidationMessageCodec.CODEC).decodeAll(notification)
        instanceof
        WireMessage.ProtocolMessage<ValidationMessage>(
            ValidationMessage.BitfieldDistribution bitfield);
  }

  @Test
  void aCandidateWhoseChunksNobodyGetsTimesOutAndTheCoreIsFree() {
    ParachainNetwork network = new ParachainNetwork(ParachainNetwork.Setup.honest(31));
    network.world.pass((protocol, message) ->
        protocol != Protocol.CHUNK_FETCHING
            && !(protocol == Protocol.VALIDATION && isBitfield(message)));

    network.runSlots(10);

    assertThat(events(network, CandidateEvent.CandidateTimedOut.class)).isNotEmpty();
    assertThat(events(network, CandidateEvent.CandidateIncluded.class)).isEmpty();
    assertThat(network.included(network.relay().best())).isZero();

    network.world.pass((protocol, message) -> true);
    network.runSlots(10);

    assertThat(network.included(network.relay().best())).isPositive();
  }

  @Test
  void anyThirdOfTheValidatorsBringsACandidatesDataBack() {
    ParachainNetwork network = new ParachainNetwork(ParachainNetwork.Setup.honest(37));
    network.runSlots(8);
    List<CandidateEvent.CandidateIncluded> included =
        events(network, CandidateEvent.CandidateIncluded.class);
    assertThat(included).isNotEmpty();
    CandidateReceipt receipt = included.getLast().receipt();
    Hash256 candidate = Candidates.hash(receipt);
    Hash256 root = receipt.descriptor().erasureRoot();

    RelayView view = relayParent(network, receipt);
    List<ProvenChunk> chunks = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      ParachainValidator validator = network.parachainValidators.get(i);
      validator.store().chunk(candidate, index(view, i)).ifPresent(chunks::add);
    }
    assertThat(chunks).as("chunks, each at its own validator").hasSize(4);

    for (int first = 0; first < 4; first++) {
      for (int second = first + 1; second < 4; second++) {
        Recovery recovered = Recovery.of(List.of(chunks.get(second), chunks.get(first)), root, 4);
        assertThat(recovered)
            .isInstanceOfSatisfying(
                Recovery.Recovered.class,
                data ->
                    assertThat(Candidates.hash(data.data().pov()))
                        .isEqualTo(receipt.descriptor().povHash()));
      }
    }
    ProvenChunk own = chunks.get(0);
    ProvenChunk forged = new ProvenChunk(own.index(), chunks.get(1).data(), own.proof());
    assertThat(Recovery.of(List.of(forged), root, 4)).isInstanceOf(Recovery.TooFewChunks.class);
  }

  @Test
  void validatorsOutsideTheGroupFetchTheirChunks() {
    ParachainNetwork network = new ParachainNetwork(ParachainNetwork.Setup.honest(41));
    network.runSlots(8);
    CandidateEvent.CandidateBacked backed =
        events(network, CandidateEvent.CandidateBacked.class).getFirst();
    Hash256 candidate = Candidates.hash(backed.receipt());
    RelayView view = relayParent(network, backed.receipt());
    List<Integer> backers = view.backersOf(backed.core());
    assertThat(backers).hasSize(2);
    for (int i = 0; i < 4; i++) {
      ParachainValidator validator = network.parachainValidators.get(i);
      int self = index(view, i);
      assertThat(validator.store().chunk(candidate, self)).isPresent();
      boolean holdsAll = validator.store().chunk(candidate, (self + 1) % 4).isPresent();
      assertThat(holdsAll)
          .as("validator %d holds all chunks", self)
          .isEqualTo(backers.contains(self));
    }
  }

  private static RelayView relayParent(ParachainNetwork network, CandidateReceipt receipt) {
    return new RelayViews(network.relay()).at(receipt.descriptor().relayParent()).orElseThrow();
  }

  /** A node's place among the validators, which the relay chain has shuffled. */
  private static int index(RelayView view, int node) {
    return view.validators().indexOf(Chains.validator(node).publicKey());
  }

  @Test
  void twoParachainsShareTheValidators() {
    ParachainNetwork network =
        new ParachainNetwork(
            ParachainNetwork.Setup.honest(43).withParas(List.of(1000, Chains.PARA)));

    network.runSlots(16);

    BlockRef best = network.relay().best();
    assertThat(network.refusals).isEmpty();
    assertThat(network.included(best, 1000)).isGreaterThan(3);
    assertThat(network.included(best, Chains.PARA)).isGreaterThan(3);
    for (ParachainNetwork.Member collator : network.collators) {
      assertThat(collator.node().chain().finalised().number()).isGreaterThan(1);
    }
    assertThat(network.world.reports()).isEmpty();
  }

  @Test
  void aFullNodeThatJoinsLateFollowsTheParachain() {
    ParachainNetwork network = new ParachainNetwork(ParachainNetwork.Setup.honest(47));
    network.runSlots(8);
    ParachainNetwork.Member late = network.addParachainNode("late", Chains.PARA, false);

    network.runSlots(10);

    assertThat(late.node().chain().best()).isEqualTo(network.parachain().best());
    assertThat(late.node().chain().finalised()).isEqualTo(network.parachain().finalised());
    assertThat(late.node().chain().finalised().number()).isGreaterThan(3);
    assertThat(network.world.reports()).isEmpty();
  }

  @Test
  void aParachainNodeProvesItsStorageToLightClientsAndHandsOutItsState() {
    ParachainNetwork network = new ParachainNetwork(ParachainNetwork.Setup.honest(61));
    network.runSlots(6);
    ParachainNode node = network.collators.getFirst().node();
    Header head = node.chain().header(node.chain().finalised().hash()).orElseThrow();
    Bytes code = Bytes.utf8(":code");

    ProtobufReader read =
        ask(
            node,
            Protocol.LIGHT,
            new ProtobufWriter()
                .message(
                    2, new ProtobufWriter().bytes(2, BlockRef.hash(head).bytes()).bytes(3, code)));
    ProtobufReader state =
        ask(
            node,
            Protocol.STATE,
            new ProtobufWriter().bytes(1, BlockRef.hash(head).bytes()).number(3, 1));

    Bytes proof = read.message(2).flatMap(answer -> answer.bytes(2)).orElseThrow();
    StateTrie proven =
        new StateTrie(
            head.stateRoot(),
            StorageProof.CODEC.decodeAll(proof).source(StatelessHost.BLAKE2),
            StatelessHost.BLAKE2);
    assertThat(proven.get(code)).contains(Chains.TEMPLATE_CODE);
    assertThat(state.message(1).orElseThrow().allBytes(2)).isNotEmpty();
    assertThat(node.onRequest(new PeerId("client"), Protocol.WARP_SYNC, Hash256.ZERO.bytes()))
        .isEmpty();
  }

  @Test
  void peersHearOfABlockAgainWhenItIsIncludedAndThatItIsTheBestOneThen() {
    ParachainNetwork network = new ParachainNetwork(ParachainNetwork.Setup.honest(67));
    ParachainNode node = network.collators.getFirst().node();
    PeerId client = new PeerId("client/" + Chains.PARA);
    List<BlockRef> best = new ArrayList<>();
    network.world.join(
        client,
        new SimulatedWorld.Member() {
          @Override
          public void onMessage(PeerId from, Protocol protocol, Bytes message) {
            BlockAnnounce announce = BlockAnnounceCodec.CODEC.decodeAll(message);
            if (announce.state() == BlockState.BEST) {
              best.add(BlockRef.of(announce.header()));
            }
          }

          @Override
          public Optional<Bytes> onRequest(PeerId from, Protocol protocol, Bytes request) {
            return Optional.empty();
          }
        });
    node.onConnected(client, node.chain().genesis());

    network.runSlots(10);

    assertThat(node.chain().finalised().number()).isGreaterThan(1);
    assertThat(best).contains(node.chain().finalised()).doesNotHaveDuplicates();
    assertThat(best.getLast().number())
        .isBetween(node.chain().finalised().number(), node.chain().best().number());
  }

  private static ProtobufReader ask(ParachainNode node, Protocol protocol, ProtobufWriter request) {
    return node.onRequest(new PeerId("client"), protocol, request.toBytes())
        .flatMap(ProtobufReader::read)
        .orElseThrow();
  }

  @Test
  void aParachainBlockWithAnothersSealIsNotImported() {
    ParachainNetwork network = new ParachainNetwork(ParachainNetwork.Setup.honest(53));
    network.runSlots(3);
    ParachainNetwork.Member late = network.addParachainNode("late", Chains.PARA, false);
    Hash256 highest = network.parachain().highest().hash();
    Hash256 hash = network.parachain().ancestorAt(highest, 1).orElseThrow();
    Header honest = network.parachain().header(hash).orElseThrow();
    Header unsealed = honest.unsealed();
    Bytes seal = Chains.validator(0).sign(BlockRef.hash(unsealed).unsafeArray(), NonceEntropy.NONE);
    Header forged =
        unsealed.withDigest(unsealed.digest().with(new DigestItem.Seal(Bytes.utf8("aura"), seal)));
    List<Bytes> body = network.parachain().body(hash).orElseThrow();

    ImportResult refused = late.node().importer().offer(new IncomingBlock(forged, body, List.of()));
    ImportResult imported =
        late.node().importer().offer(new IncomingBlock(honest, body, List.of()));

    assertThat(refused)
        .isInstanceOfSatisfying(
            ImportResult.Refused.class,
            found ->
                assertThat(found.reason())
                    .isEqualTo(new ImportRefusal.Header(new AuraRefusal.BadSeal(0))));
    assertThat(imported).isInstanceOf(ImportResult.Imported.class);
  }

  @Test
  void clientsSeeTheBlocksThatAreIncludedAndNoneOfThoseThatComeToNothing() {
    ParachainNetwork network = new ParachainNetwork(ParachainNetwork.Setup.honest(77));
    List<BlockRef> best = new ArrayList<>();
    List<BlockRef> imported = new ArrayList<>();
    List<BlockRef> retracted = new ArrayList<>();
    network
        .parachain()
        .addListener(
            new ChainListener() {
              @Override
              public void onImported(BlockRef block, Header header) {
                imported.add(block);
              }

              @Override
              public void onBestChanged(BlockRef now, List<BlockRef> gone, List<BlockRef> enacted) {
                best.add(now);
                retracted.addAll(gone);
              }
            });

    network.runSlots(20);

    assertThat(best.size()).isGreaterThan(5);
    assertThat(imported.size()).as("some were built in vain").isGreaterThan(best.size());
    assertThat(retracted).isEmpty();
    assertThat(network.parachain().best().number())
        .isEqualTo(network.included(network.relay().best()));
  }
}
