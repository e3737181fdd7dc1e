package io.braid.consensus.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.chains.Blobs;
import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.ChainSettings;
import io.braid.consensus.chain.Database;
import io.braid.consensus.chain.ForkChoice;
import io.braid.consensus.chain.MemoryDatabase;
import io.braid.consensus.chain.StatePruning;
import io.braid.consensus.pool.SubmitResult;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.consensus.protobuf.ProtobufWriter;
import io.braid.consensus.warp.WarpOutcome;
import io.braid.executor.ExecutionStrategy;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Nodes that come with nothing but the genesis to a long chain. Its state holds a real runtime's
 * code, so that it takes several parts; the validators run the same runtime natively.
 */
class WarpSyncSimulationTest {
  private static final int SLOT_MILLIS = 2_000;
  private static final int MIN_GAP = 100;
  private static final PeerId FIRST = new PeerId("node0");
  private static final ChainSettings PRUNED =
      new ChainSettings(new StatePruning.Window(16), Runnable::run, ForkChoice.HEAVIEST);

  private final List<WarpOutcome> outcomes = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();

  /** Two validators, after some slots; with a change of voters in the first epochs. */
  private static RelayNetwork network(long seed, int slots) {
    RelayNetwork network = new RelayNetwork(Blobs.of("relay"), 2, seed, 0, SLOT_MILLIS, 10);
    assertThat(network.nodes.getFirst().submit(network.changeOfVoter(1)))
        .isInstanceOf(SubmitResult.Accepted.class);
    runSlots(network, slots);
    assertThat(network.nodes.getFirst().voter().setId()).isEqualTo(1);
    return network;
  }

  private static void runSlots(RelayNetwork network, int slots) {
    network.world.run(Duration.ofMillis((long) slots * SLOT_MILLIS));
  }

  private Node join(RelayNetwork network, String name, Database database) {
    return join(network, name, 9, Role.FULL, database);
  }

  private Node join(RelayNetwork network, String name, int index, Role role, Database database) {
    PeerId self = new PeerId(name);
    Chain chain = network.open(database, PRUNED, ExecutionStrategy.NATIVE);
    Node node = network.node(chain, index, role, network.world.network(self), network.world);
    node.jumpFirst(MIN_GAP, outcomes::add);
    network.nodes.add(node);
    network.world.join(self, node);
    return node;
  }

  private static void leave(RelayNetwork network, String name, Node node) {
    network.world.leave(new PeerId(name));
    network.nodes.remove(node);
  }

  private static void requireFollows(RelayNetwork network, Node late) {
    int before = late.chain().finalised().number();
    runSlots(network, 40);
    assertThat(late.chain().finalised().number()).isGreaterThan(before + 30);
    assertThat(late.voter().setId()).isEqualTo(network.nodes.getFirst().voter().setId());
    assertThat(network.agrees()).isTrue();
  }

  @Test
  void aFreshNodeJumpsOverThousandsOfBlocksAndFollows() {
    RelayNetwork network = network(41, 3_000);
    BlockRef head = network.nodes.getFirst().chain().finalised();
    assertThat(head.number()).isGreaterThan(2_500);

    Node late = join(network, "late", new MemoryDatabase());
    runSlots(network, 3);

    assertThat(outcomes).singleElement().isInstanceOf(WarpOutcome.Jumped.class);
    assertThat(late.chain().finalised().number()).isGreaterThanOrEqualTo(head.number());
    assertThat(late.chain().hashAt(head.number())).contains(head.hash());
    assertThat(late.chain().hashAt(1)).as("the gap stays unknown").isEmpty();
    requireFollows(network, late);
    assertThat(network.world.reports()).isEmpty();
  }

  @Test
  void aNodeThatJumpedGoesOnFromItsDatabase() {
    RelayNetwork network = network(43, 200);
    MemoryDatabase database = new MemoryDatabase();
    Node late = join(network, "late", database);
    runSlots(network, 30);
    BlockRef before = late.chain().finalised();
    leave(network, "late", late);

    Node again = join(network, "again", database);

    assertThat(again.chain().finalised()).isEqualTo(before);
    assertThat(outcomes).as("a jump is for the fresh").hasSize(1);
    requireFollows(network, again);
  }

  @Test
  void aNodeThatJumpedLeadsOthersToTheHead() {
    RelayNetwork network = network(47, 200);
    Node late = join(network, "late", new MemoryDatabase());
    runSlots(network, 30);
    PeerId client = new PeerId("client");
    Bytes genesis = late.chain().genesis().hash().bytes();

    // Which precommits prove a head may differ from node to node; whoever jumps by them judges
    // them.
    assertThat(late.onRequest(client, Protocol.WARP_SYNC, genesis)).isPresent();
    network.world.corrupt((from, protocol, request, response) ->
        from.equals(new PeerId("late")) ? response : Optional.empty());
    Node later = join(network, "later", new MemoryDatabase());
    runSlots(network, 20);
    assertThat(outcomes).hasSize(2).allMatch(WarpOutcome.Jumped.class::isInstance);
    assertThat(later.chain().finalised().number()).isGreaterThan(190);
  }

  @Test
  void aNodeThatLosesPowerInTheJumpIsAtOneEndOfItOrTheOther() {
    RelayNetwork network = network(53, 200);
    for (boolean written : List.of(false, true)) {
      MemoryDatabase disk = new MemoryDatabase();
      Chain chain = network.open(disk, PRUNED, ExecutionStrategy.NATIVE);
      int opened = 1;
      PowerLossDisk power = new PowerLossDisk(disk, opened, written, write -> false);
      List<PowerLossDisk.PowerLoss> losses = new ArrayList<>();
      network.world.onPowerLoss(losses::add);
      String name = "late" + written;
      Node late = join(network, name, power);
      runSlots(network, 3);
      assertThat(losses).isNotEmpty();
      leave(network, name, late);
      network.world.onPowerLoss(loss -> {});

      Node again = join(network, "again" + written, disk);
      assertThat(again.chain().finalised().number() > 150).isEqualTo(written);
      requireFollows(network, again);
      leave(network, "again" + written, again);
      assertThat(chain.genesis()).isEqualTo(again.chain().genesis());
    }
  }

  /** The other three go on without it; after the jump, two of them do not suffice without it. */
  @Test
  void aValidatorThatLostItsDatabaseComesBackByAJumpAndVotesAgain() {
    RelayNetwork network = new RelayNetwork(Blobs.of("relay"), 4, 73, 0, SLOT_MILLIS, 10);
    Wiretap tap = new Wiretap();
    network.world.tap(tap::hear);
    runSlots(network, 200);
    leave(network, "node3", network.nodes.getLast());
    runSlots(network, 10);

    Node again = join(network, "node3", 3, Role.AUTHORITY, new MemoryDatabase());
    runSlots(network, 20);
    leave(network, "node2", network.nodes.get(2));
    int before = again.chain().finalised().number();
    runSlots(network, 30);

    assertThat(outcomes).singleElement().isInstanceOf(WarpOutcome.Jumped.class);
    assertThat(again.chain().finalised().number()).isGreaterThan(before + 15);
    assertThat(tap.announcedBy(new PeerId("node3"))).isNotEmpty();
    assertThat(tap.offences()).isEmpty();
    assertThat(network.agrees()).isTrue();
  }

  /** What the peer that is asked first does wrong. */
  enum Lie {
    FORGED_SIGNATURE(Protocol.WARP_SYNC),
    PROOF_THAT_NEVER_ENDS(Protocol.WARP_SYNC),
    EMPTY_PROOF(Protocol.WARP_SYNC),
    NONSENSE_FOR_A_PROOF(Protocol.WARP_SYNC),
    STATE_OF_THE_GENESIS(Protocol.STATE),
    CHANGED_STATE(Protocol.STATE),
    FIRST_PART_FOR_EVER(Protocol.STATE),
    NONSENSE_FOR_A_STATE(Protocol.STATE);

    private final Protocol protocol;

    Lie(Protocol protocol) {
      this.protocol = protocol;
    }

    Bytes tell(Node liar, Bytes request, Bytes honest) {
      byte[] changed = honest.toArray();
      return switch (this) {
        case FORGED_SIGNATURE -> {
          // Behind it are its voter, no headers, and the end of the proof.
          changed[changed.length - 1 - 1 - 32 - 10] ^= 1;
          yield Bytes.wrap(changed);
        }
        case PROOF_THAT_NEVER_ENDS -> {
          changed[changed.length - 1] = 0;
          yield Bytes.wrap(changed);
        }
        case EMPTY_PROOF -> Bytes.of((byte) 0, (byte) 0);
        case NONSENSE_FOR_A_PROOF, NONSENSE_FOR_A_STATE -> Bytes.utf8("nonsense");
        case STATE_OF_THE_GENESIS -> {
          ProtobufWriter other =
              new ProtobufWriter().bytes(1, liar.chain().genesis().hash().bytes());
          yield liar.onRequest(FIRST, Protocol.STATE, other.toBytes()).orElseThrow();
        }
        case CHANGED_STATE -> {
          changed[changed.length / 2] ^= 1;
          yield Bytes.wrap(changed);
        }
        case FIRST_PART_FOR_EVER -> {
          Hash256 block = Hash256.of(request.slice(2, 34));
          ProtobufWriter first = new ProtobufWriter().bytes(1, block.bytes());
          yield liar.onRequest(FIRST, Protocol.STATE, first.toBytes()).orElseThrow();
        }
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPeerThatLiesIsReportedAndAnotherOneLeadsToTheHead(Lie lie) {
    RelayNetwork network = network(59, 200);
    Node liar = network.nodes.getFirst();
    network.world.corrupt((from, protocol, request, response) -> {
      if (protocol == lie.protocol) {
        asked.add(from.name());
      }
      return from.equals(FIRST) && protocol == lie.protocol
          ? response.map(honest -> lie.tell(liar, request, honest))
          : response;
    });

    Node late = join(network, "late", new MemoryDatabase());
    runSlots(network, 5);

    assertThat(outcomes).singleElement().isInstanceOf(WarpOutcome.Jumped.class);
    assertThat(network.world.reports())
        .singleElement()
        .asString()
        .startsWith("late on node0: ")
        .contains("expected");
    assertThat(asked).contains("node0", "node1");
    requireFollows(network, late);
  }

  @Test
  void aPeerThatDoesNotAnswerIsLeftForAnother() {
    RelayNetwork network = network(61, 200);
    network.world.corrupt((from, protocol, request, response) -> {
      asked.add(from.name());
      return from.equals(FIRST) && protocol != Protocol.SYNC ? Optional.empty() : response;
    });

    Node late = join(network, "late", new MemoryDatabase());
    runSlots(network, 5);

    assertThat(outcomes).singleElement().isInstanceOf(WarpOutcome.Jumped.class);
    assertThat(asked).contains("node0", "node1");
    assertThat(network.world.reports()).isEmpty();
    requireFollows(network, late);
  }

  @Test
  void amongLiarsOnlyTheChainIsFetchedFromItsBeginning() {
    RelayNetwork network = network(67, 200);
    network.world.corrupt((from, protocol, request, response) ->
        protocol == Protocol.STATE ? Optional.of(Bytes.utf8("nonsense")) : response);

    Node late = join(network, "late", new MemoryDatabase());
    runSlots(network, 40);

    assertThat(outcomes).singleElement().isInstanceOf(WarpOutcome.GivenUp.class);
    assertThat(network.world.reports()).hasSize(2);
    assertThat(late.chain().hashAt(1)).isPresent();
    requireFollows(network, late);
  }

  @Test
  void aShortChainIsFetchedBlockByBlock() {
    RelayNetwork network = network(71, 60);

    Node late = join(network, "late", new MemoryDatabase());
    runSlots(network, 40);

    assertThat(outcomes).containsExactly(new WarpOutcome.NotNeeded());
    assertThat(late.chain().hashAt(1)).isPresent();
    requireFollows(network, late);
  }
}
