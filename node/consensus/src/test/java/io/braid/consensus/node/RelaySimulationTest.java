package io.braid.consensus.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.chains.Blobs;
import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.MemoryDatabase;
import io.braid.consensus.grandpa.GrandpaEquivocation;
import io.braid.consensus.grandpa.GrandpaListener;
import io.braid.consensus.pool.SubmitResult;
import io.braid.consensus.pool.TransactionPool;
import io.braid.consensus.pool.TransactionStatus;
import io.braid.consensus.ports.PeerId;
import io.braid.crypto.hash.Twox;
import io.braid.crypto.keys.KeyPair;
import io.braid.crypto.keys.KeyScheme;
import io.braid.executor.ExecutionStrategy;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.U128;
import io.braid.runtime.api.RuntimeVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whole nodes with the relay chain's native runtime, on simulated time, each test from one seed.
 */
class RelaySimulationTest {
  private static final int SLOT_MILLIS = 2_000;

  private static RelayNetwork network(int validators, long seed, double loss) {
    return new RelayNetwork(validators, seed, loss, SLOT_MILLIS, 10);
  }

  private static void runAndCheck(RelayNetwork network, int seconds) {
    for (int i = 0; i < seconds / 5; i++) {
      network.world.run(Duration.ofSeconds(5));
      assertThat(network.agrees()).isTrue();
    }
  }

  private static Bytes signed(Node node, KeyPair signer, int nonce, long tip, Bytes call) {
    Hash256 genesis = node.chain().genesis().hash();
    RuntimeVersion version = node.chain().runtimeVersion(genesis).orElseThrow();
    return Extrinsics.sign(signer, nonce, tip, call, genesis, version.specVersion());
  }

  @Test
  void fourValidatorsAuthorBlocksAndFinaliseThem() {
    RelayNetwork network = network(4, 7, 0);

    runAndCheck(network, 60);

    assertThat(network.nodes.getFirst().chain().best().number()).isGreaterThanOrEqualTo(25);
    assertThat(network.leastFinalised())
        .isGreaterThanOrEqualTo(network.nodes.getFirst().chain().best().number() - 4);
    assertThat(network.world.reports()).isEmpty();
  }

  @Test
  void oneSeedGivesOneChain() {
    List<BlockRef> finalised = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      RelayNetwork network = network(4, 11, 0.1);
      runAndCheck(network, 40);
      finalised.add(network.nodes.getFirst().chain().finalised());
    }

    assertThat(finalised.getFirst().number()).isPositive();
    assertThat(finalised.getFirst()).isEqualTo(finalised.getLast());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void finalityHoldsAndGoesOnWhileMessagesGetLost(long seed) {
    RelayNetwork network = network(4 + (int) seed, seed, 0.15);

    runAndCheck(network, 90);

    assertThat(network.leastFinalised()).isGreaterThan(15);
  }

  @Test
  void aTransferTravelsIntoAFinalBlock() {
    RelayNetwork network = network(4, 5, 0);
    Node node = network.nodes.getFirst();
    KeyPair nobody = KeyPair.of(KeyScheme.SR25519, "//Nobody");
    Bytes transfer =
        signed(
            node,
            RelayNetwork.account(1),
            0,
            0,
            Extrinsics.transfer(nobody.publicKey(), U128.parse("3_000_000_000_000")));
    List<TransactionStatus> statuses = new ArrayList<>();
    node.pool()
        .addListener((hash, status) -> {
          if (hash.equals(TransactionPool.hash(transfer))) {
            statuses.add(status);
          }
        });

    assertThat(node.submit(transfer)).isInstanceOf(SubmitResult.Accepted.class);
    runAndCheck(network, 30);

    assertThat(statuses.getFirst()).isEqualTo(new TransactionStatus.Ready());
    assertThat(statuses.getLast()).isInstanceOf(TransactionStatus.Finalised.class);
    Hash256 block = ((TransactionStatus.Finalised) statuses.getLast()).block();
    assertThat(network.nodes.getLast().chain().body(block).orElseThrow()).contains(transfer);
    for (Node other : network.nodes) {
      assertThat(other.pool().readyCount()).isZero();
    }
  }

  @Test
  void votersChangeWithTheSessionAndFinalityGoesOn() {
    RelayNetwork network = network(4, 3, 0);
    Node node = network.nodes.getFirst();
    Bytes change = network.changeOfVoter(2);
    assertThat(node.submit(change)).isInstanceOf(SubmitResult.Accepted.class);

    runAndCheck(network, 100);

    for (Node each : network.nodes) {
      assertThat(each.voter().setId()).isEqualTo(1);
      assertThat(each.voter().authorities())
          .anyMatch(a -> a.id().equals(RelayNetwork.nextVoter(2).publicKey()));
    }
    assertThat(network.leastFinalised()).isGreaterThan(44);

    Node late = network.add(9, new MemoryDatabase(), Role.FULL);
    runAndCheck(network, 30);

    assertThat(late.voter().setId()).isEqualTo(1);
    assertThat(late.chain().finalised().number()).isGreaterThan(44);
  }

  @Test
  void aNodeThatComesLateCatchesUpAndFollowsFinality() {
    RelayNetwork network = network(4, 13, 0);
    runAndCheck(network, 200);

    Node late = network.add(8, new MemoryDatabase(), Role.FULL);
    runAndCheck(network, 30);

    assertThat(late.chain().finalised().number())
        .isGreaterThanOrEqualTo(network.nodes.getFirst().chain().finalised().number() - 2);
    assertThat(late.chain().finalised().number()).isGreaterThan(90);
  }

  @Test
  void aValidatorThatRestartsGoesOnFromItsDatabase() {
    RelayNetwork network = network(4, 17, 0);
    MemoryDatabase database = new MemoryDatabase();
    network.world.leave(new PeerId("node3"));
    network.nodes.removeLast();
    Node first = network.add("again", 3, database, Role.AUTHORITY);
    runAndCheck(network, 30);
    int before = first.chain().finalised().number();
    network.world.leave(new PeerId("again"));
    network.nodes.remove(first);

    Node second = network.add("once more", 3, database, Role.AUTHORITY);

    assertThat(second.chain().finalised().number()).isEqualTo(before).isPositive();
    assertThat(second.voter().round()).isEqualTo(first.voter().round());
    runAndCheck(network, 30);
    assertThat(network.leastFinalised()).isGreaterThan(before + 8);
    assertThat(second.chain().best().number()).isGreaterThan(before + 8);
  }

  @Test
  void aMinorityThatIsCutOffFinalisesNothingAndReturns() {
    RelayNetwork network = network(4, 19, 0);
    PeerId alone = new PeerId("node0");
    runAndCheck(network, 20);
    Node cut = network.nodes.getFirst();
    network.world.link((a, b) -> !a.equals(alone) && !b.equals(alone));
    runAndCheck(network, 5);
    int before = cut.chain().finalised().number();
    runAndCheck(network, 40);

    assertThat(cut.chain().finalised().number()).isEqualTo(before);
    assertThat(network.nodes.getLast().chain().finalised().number()).isGreaterThan(before + 5);

    network.world.link((a, b) -> true);
    runAndCheck(network, 40);
    assertThat(network.leastFinalised()).isGreaterThan(before + 25);
  }

  @Test
  void oneValidatorOnTwoMachinesEquivocatesAndCannotSplitFinality() {
    RelayNetwork network = network(4, 25, 0);
    network.add("twin", 0, new MemoryDatabase(), Role.AUTHORITY);
    Set<Bytes> offenders = new LinkedHashSet<>();
    network
        .nodes
        .get(2)
        .addFinalityListener(
            new GrandpaListener() {
              @Override
              public void onEquivocation(GrandpaEquivocation found) {
                offenders.add(found.voter());
              }
            });
    // The twins do not see each other, nor do they have the same friends at first.
    PeerId left = new PeerId("node0");
    PeerId right = new PeerId("twin");
    network.world.link(
        (a, b) -> !(a.equals(left) && b.equals(right)) && !(a.equals(right) && b.equals(left)));

    runAndCheck(network, 80);

    assertThat(network.leastFinalised()).isGreaterThan(20);
    assertThat(offenders).containsExactly(RelayNetwork.voter(0).publicKey());
    Node other = network.nodes.get(2);
    Bytes disabled =
        Bytes.concat(
            Bytes.wrap(Twox.hash128("Session".getBytes(StandardCharsets.UTF_8))),
            Bytes.wrap(Twox.hash128("DisabledValidators".getBytes(StandardCharsets.UTF_8))));
    assertThat(other.chain().storage(other.chain().finalised().hash(), disabled))
        .as("who signs twice was reported, and is disabled")
        .hasValueSatisfying(list -> assertThat(list.get(0)).isEqualTo((byte) (1 << 2)));
  }

  @Test
  void aValidatorThatRunsTheWebAssemblyAgreesWithThoseThatRunTheClasses() {
    RelayNetwork network = new RelayNetwork(Blobs.of("relay"), 3, 37, 0, SLOT_MILLIS, 10);
    Node wasm =
        network.add("wasm", 2, new MemoryDatabase(), Role.AUTHORITY, ExecutionStrategy.WASM);
    network.world.leave(new PeerId("node2"));
    network.nodes.remove(2);

    runAndCheck(network, 40);

    assertThat(wasm.chain().finalised().number()).isGreaterThan(12);
    assertThat(network.leastFinalised()).isGreaterThan(12);
    assertThat(network.world.reports()).isEmpty();
  }
}
