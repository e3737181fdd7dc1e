package io.braid.consensus.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.consensus.beefy.SignedCommitment;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.Justification;
import io.braid.consensus.chain.MemoryDatabase;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.crypto.ecdsa.Ecdsa;
import io.braid.crypto.hash.Keccak;
import io.braid.crypto.hash.Twox;
import io.braid.crypto.keys.KeyPair;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.Results;
import io.braid.runtime.api.Results.Result;
import io.braid.runtime.api.beefy.BeefyConsensusLog;
import io.braid.runtime.api.beefy.BeefyValidatorSet;
import io.braid.runtime.api.beefy.Commitment;
import io.braid.runtime.api.beefy.CommitmentCodec;
import io.braid.runtime.api.beefy.DoubleVotingProof;
import io.braid.runtime.api.beefy.Payload;
import io.braid.runtime.api.mmr.LeafProof;
import io.braid.runtime.api.mmr.LeafProofCodec;
import io.braid.runtime.api.mmr.MmrError;
import io.braid.runtime.api.mmr.MmrErrorCodec;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** BEEFY among whole nodes with the relay chain's native runtime, on simulated time. */
class BeefySimulationTest {
  private static final int SLOT_MILLIS = 2_000;
  private static final int SESSION = 10;
  private static final Codec<Result<Map.Entry<List<Bytes>, LeafProof>, MmrError>> PROOF =
      Results.codec(
          Codecs.pair(Codecs.list(Codecs.bytes(1 << 16), 64), LeafProofCodec.CODEC),
          MmrErrorCodec.CODEC);

  private static RelayNetwork network(int validators, long seed, double loss) {
    return new RelayNetwork(validators, seed, loss, SLOT_MILLIS, SESSION);
  }

  private static Header header(Chain chain, int number) {
    return chain.hashAt(number).flatMap(chain::header).orElseThrow();
  }

  private static Optional<SignedCommitment> proof(Chain chain, int number) {
    for (Justification proof : chain.justifications(chain.hashAt(number).orElseThrow())) {
      if (proof.engine().equals(BeefyConsensusLog.ENGINE)) {
        return Optional.of(SignedCommitment.CODEC.decodeAll(proof.data()));
      }
    }
    return Optional.empty();
  }

  private static Hash256 root(Header header) {
    for (BeefyConsensusLog log : BeefyConsensusLog.of(header)) {
      if (log instanceof BeefyConsensusLog.MmrRoot(Hash256 root)) {
        return root;
      }
    }
    throw new AssertionError("expected a root in " + header);
  }

  /**
   * Goes through the final blocks of a chain as a bridge would, and gives the numbers of those that
   * are signed.
   */
  private static List<Integer> signedBlocks(Chain chain, int validators) {
    List<Bytes> keys = new ArrayList<>();
    for (int i = 0; i < validators; i++) {
      keys.add(RelayNetwork.beefy(i).publicKey());
    }
    BeefyValidatorSet set = new BeefyValidatorSet(keys, 0);
    List<Integer> signed = new ArrayList<>();
    for (int number = 1; number <= chain.finalised().number(); number++) {
      Header header = header(chain, number);
      for (BeefyConsensusLog log : BeefyConsensusLog.of(header)) {
        if (log instanceof BeefyConsensusLog.AuthoritiesChange(BeefyValidatorSet next)) {
          assertThat(next.id()).isEqualTo(set.id() + 1);
          set = next;
        }
      }
      Optional<SignedCommitment> proof = proof(chain, number);
      if (proof.isPresent()) {
        signed.add(number);
        Commitment commitment = proof.get().commitment();
        assertThat(commitment)
            .isEqualTo(new Commitment(Payload.ofMmrRoot(root(header)), number, set.id()));
        assertThat(valid(proof.get(), set)).isGreaterThan(2 * set.validators().size() / 3);
      }
    }
    return signed;
  }

  private static int valid(SignedCommitment proof, BeefyValidatorSet set) {
    byte[] hash = Keccak.hash256(CommitmentCodec.CODEC.encode(proof.commitment()));
    assertThat(proof.signatures()).hasSameSizeAs(set.validators());
    int valid = 0;
    for (int i = 0; i < proof.signatures().size(); i++) {
      Optional<Bytes> signature = proof.signatures().get(i);
      if (signature.isPresent()) {
        assertThat(
                Ecdsa.verifyPrehashed(
                    signature.get().unsafeArray(), hash, set.validators().get(i).unsafeArray()))
            .isTrue();
        valid++;
      }
    }
    return valid;
  }

  private static List<Integer> sessionStarts(Chain chain) {
    List<Integer> starts = new ArrayList<>(List.of(1));
    for (int number = 2; number <= chain.finalised().number(); number++) {
      if (BeefyConsensusLog.of(header(chain, number)).stream()
          .anyMatch(log -> log instanceof BeefyConsensusLog.AuthoritiesChange)) {
        starts.add(number);
      }
    }
    return starts;
  }

  private static void requireSigned(RelayNetwork network, int validators, int behind) {
    for (Node node : network.nodes) {
      Chain chain = node.chain();
      List<Integer> signed = signedBlocks(chain, validators);
      List<Integer> due = sessionStarts(chain);
      due.removeIf(start -> start > chain.finalised().number() - behind);
      assertThat(due).hasSizeGreaterThan(3);
      assertThat(signed).containsAll(due);
      assertThat(node.beefy().bestSigned())
          .isEqualTo(signed.getLast())
          .isGreaterThan(chain.finalised().number() - behind - 8);
    }
  }

  @Test
  void validatorsSignEverySessionsFirstBlockAndOthersInBetween() {
    RelayNetwork network = network(4, 7, 0);

    network.world.run(Duration.ofSeconds(110));

    requireSigned(network, 4, 4);
    Chain chain = network.nodes.getFirst().chain();
    assertThat(signedBlocks(chain, 4)).hasSizeGreaterThan(sessionStarts(chain).size());
    assertThat(network.world.reports()).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void theyDoSoWhileMessagesGetLost(long seed) {
    int validators = 4 + (int) seed;
    RelayNetwork network = network(validators, seed, 0.15);

    network.world.run(Duration.ofSeconds(110));

    requireSigned(network, validators, SESSION + 4);
    assertThat(network.world.reports()).isEmpty();
  }

  @Test
  void aNodeThatComesLateAsksForTheProofsOfSessionsFirstBlocks() {
    RelayNetwork network = network(4, 13, 0);
    network.world.run(Duration.ofSeconds(150));

    Node late = network.add(8, new MemoryDatabase(), Role.FULL);
    network.world.run(Duration.ofSeconds(40));

    assertThat(late.beefy().bestSigned())
        .isGreaterThanOrEqualTo(late.chain().finalised().number() - SESSION - 4);
    assertThat(signedBlocks(late.chain(), 4)).contains(1, sessionStarts(late.chain()).get(3));
  }

  @Test
  void aValidatorThatRestartsGoesOnFromItsDatabase() {
    RelayNetwork network = network(4, 17, 0);
    MemoryDatabase database = new MemoryDatabase();
    network.world.leave(new PeerId("node3"));
    network.nodes.removeLast();
    Node first = network.add("again", 3, database, Role.AUTHORITY);
    network.world.run(Duration.ofSeconds(50));
    int before = first.beefy().bestSigned();
    network.world.leave(new PeerId("again"));
    network.nodes.remove(first);

    Node second = network.add("once more", 3, database, Role.AUTHORITY);

    assertThat(second.beefy().bestSigned()).isEqualTo(before).isPositive();
    network.world.run(Duration.ofSeconds(60));
    requireSigned(network, 4, 4);
  }

  @Test
  void aMinorityThatIsCutOffSignsNothingAndReturns() {
    RelayNetwork network = network(4, 19, 0);
    PeerId alone = new PeerId("node0");
    network.world.run(Duration.ofSeconds(30));
    network.world.link((a, b) -> !a.equals(alone) && !b.equals(alone));
    network.world.run(Duration.ofSeconds(60));
    int cut = network.nodes.getFirst().beefy().bestSigned();

    assertThat(network.nodes.getLast().beefy().bestSigned()).isGreaterThan(cut + SESSION);
    network.world.link((a, b) -> true);
    network.world.run(Duration.ofSeconds(60));
    requireSigned(network, 4, SESSION + 4);
  }

  @Test
  void aValidatorThatSignsTwoRootsIsReportedAndDisabled() {
    RelayNetwork network = network(4, 23, 0);
    Node node = network.nodes.get(2);
    List<DoubleVotingProof> found = new ArrayList<>();
    network.nodes.forEach(each -> each.addDoubleVotingListener(found::add));
    PeerId liar = new PeerId("node0");
    // A vote of its own goes out with a lie beside it.
    boolean[] lied = new boolean[1];
    network.world.tap((from, protocol, message) -> {
      if (protocol == Protocol.BEEFY && from.equals(liar) && message.get(0) == 0 && !lied[0]) {
        lied[0] = true;
        network
            .world
            .timers()
            .after(
                Duration.ZERO,
                () ->
                    network.nodes.stream()
                        .skip(1)
                        .forEach(each -> each.onMessage(liar, Protocol.BEEFY, lie(each.chain()))));
      }
    });

    network.world.run(Duration.ofSeconds(60));

    assertThat(found).isNotEmpty();
    assertThat(found).allMatch(p -> p.first().id().equals(RelayNetwork.beefy(0).publicKey()));
    Bytes disabled =
        Bytes.concat(
            Bytes.wrap(Twox.hash128("Session".getBytes(StandardCharsets.UTF_8))),
            Bytes.wrap(Twox.hash128("DisabledValidators".getBytes(StandardCharsets.UTF_8))));
    // Until a session starts whose set does not have it.
    assertThat(IntStream.rangeClosed(1, node.chain().finalised().number()))
        .anySatisfy(number ->
            assertThat(node.chain().storage(node.chain().hashAt(number).orElseThrow(), disabled))
                .hasValueSatisfying(list -> assertThat(list.get(0)).isEqualTo((byte) (1 << 2))));
    assertThat(node.beefy().bestSigned()).isGreaterThan(15);
  }

  /** Validator 0's vote for another root, at the block that is signed next. */
  private static Bytes lie(Chain chain) {
    Commitment commitment = new Commitment(Payload.ofMmrRoot(Hash256.ZERO), 1, 0);
    byte[] hash = Keccak.hash256(CommitmentCodec.CODEC.encode(commitment));
    KeyPair.Ecdsa key = (KeyPair.Ecdsa) RelayNetwork.beefy(0);
    return new ScaleWriter(200)
        .u8(0)
        .write(CommitmentCodec.CODEC, commitment)
        .raw(key.publicKey())
        .raw(key.pair().signPrehashed(hash))
        .toBytes();
  }

  @Test
  void votesAndProofsThatAreForgedChangeNothingAndAreReported() {
    RelayNetwork network = network(4, 29, 0);
    Node node = network.nodes.getFirst();
    PeerId peer = new PeerId("node1");
    Bytes forged = lie(node.chain()).slice(0, lie(node.chain()).size() - 1);
    network
        .world
        .timers()
        .after(
            Duration.ofSeconds(1),
            () -> {
              node.onMessage(peer, Protocol.BEEFY, Bytes.concat(forged, Bytes.of((byte) 77)));
              node.onMessage(peer, Protocol.BEEFY, Bytes.fromHex("0x0200"));
            });

    network.world.run(Duration.ofSeconds(30));

    assertThat(network.world.reports()).isNotEmpty().allMatch(r -> r.startsWith("node0 on node1"));
    assertThat(node.beefy().bestSigned()).isPositive();
  }

  @Test
  void everyNodeProvesAllLeavesOfTheRange() {
    RelayNetwork network = network(4, 31, 0.1);
    network.world.run(Duration.ofSeconds(80));
    for (Node node : network.nodes) {
      Chain chain = node.chain();
      int best = chain.best().number();
      for (int number = 1; number <= best; number++) {
        byte[] arguments =
            new ScaleWriter(16).compact(2).u32(1).u32(number).u8(1).u32(best).toArray();
        var proof =
            chain
                .query(chain.best().hash(), "MmrApi_generate_proof", arguments, PROOF)
                .orElseThrow();
        if (!(proof
            instanceof Result.Ok<Map.Entry<List<Bytes>, LeafProof>, MmrError>(var answer))) {
          throw new AssertionError("expected a proof of " + number + ", found " + proof);
        }
        byte[] check =
            new ScaleWriter(1_000)
                .write(Hash256.CODEC, root(chain.header(chain.best().hash()).orElseThrow()))
                .write(Codecs.list(Codecs.bytes(1 << 16), 64), answer.getKey())
                .write(LeafProofCodec.CODEC, answer.getValue())
                .toArray();
        assertThat(
                chain.query(
                    chain.best().hash(),
                    "MmrApi_verify_proof_stateless",
                    check,
                    Codecs.fixedBytes(1)))
            .contains(Bytes.of((byte) 0));
      }
    }
  }
}
