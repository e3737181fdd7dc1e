package io.braid.consensus.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.consensus.pool.PoolLimits;
import io.braid.consensus.pool.SubmitResult;
import io.braid.consensus.pool.SubmitResult.PoolRefusal;
import io.braid.consensus.pool.TransactionPool;
import io.braid.consensus.pool.TransactionStatus;
import io.braid.crypto.keys.KeyPair;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.U128;
import io.braid.runtime.api.InvalidTransaction;
import io.braid.runtime.api.RuntimeVersion;
import io.braid.runtime.api.TransactionSource;
import io.braid.runtime.api.TransactionValidityError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pool of a relay chain's only validator; a block comes every two seconds. */
class PoolTest {
  private static final KeyPair ALICE = RelayNetwork.account(0);
  private static final KeyPair BOB = RelayNetwork.account(1);

  private final RelayNetwork network = new RelayNetwork(2, 31, 0, 2_000, 10);
  private final Node node = network.nodes.getFirst();
  private final TransactionPool pool = node.pool();

  private Bytes transfer(KeyPair from, int nonce, long tip) {
    Hash256 genesis = node.chain().genesis().hash();
    RuntimeVersion version = node.chain().runtimeVersion(genesis).orElseThrow();
    Bytes call = Extrinsics.transfer(BOB.publicKey(), U128.of(1_000));
    return Extrinsics.sign(from, nonce, tip, call, genesis, version.specVersion());
  }

  private SubmitResult submit(Bytes extrinsic) {
    return pool.submit(extrinsic, TransactionSource.LOCAL);
  }

  private static List<Bytes> listed(TransactionPool pool) {
    List<Bytes> all = new ArrayList<>();
    pool.ready().forEach(all::add);
    return all;
  }

  private static PoolRefusal refusal(SubmitResult result) {
    assertThat(result).isInstanceOf(SubmitResult.Refused.class);
    return ((SubmitResult.Refused) result).reason();
  }

  /**
   * Made with Python: {@code hashlib.blake2b(b'\\x88' + body, digest_size=32)}; 0x88 is the length.
   */
  @Test
  void aTransactionHasTheHashThatClientsComputeWithItsLengthInFront() {
    Bytes body =
        Bytes.fromHex("0x8400d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d");

    assertThat(TransactionPool.hash(body))
        .isEqualTo(
            Hash256.fromHex("0xabad8d2bd18574a6719b9fa120ec0e31ce87220315c08c701c6536a63852adae"));
  }

  @Test
  void aGapInNoncesWaitsUntilItIsFilled() {
    Bytes second = transfer(ALICE, 1, 0);
    Bytes third = transfer(ALICE, 2, 0);
    Bytes first = transfer(ALICE, 0, 0);

    submit(third);
    submit(second);
    assertThat(pool.readyCount()).isZero();
    assertThat(pool.futureCount()).isEqualTo(2);
    submit(first);

    assertThat(listed(pool)).containsExactly(first, second, third);
    assertThat(pool.futureCount()).isZero();
  }

  @Test
  void aHigherTipGoesFirstAmongDifferentSenders() {
    Bytes low = transfer(ALICE, 0, 0);
    Bytes high = transfer(BOB, 0, 5_000_000);
    Bytes afterLow = transfer(ALICE, 1, 9_000_000);

    submit(low);
    submit(afterLow);
    submit(high);

    assertThat(listed(pool)).containsExactly(high, low, afterLow);
  }

  @Test
  void aHigherTipReplacesTheSameNonceAndALowerOneDoesNot() {
    Bytes first = transfer(ALICE, 0, 1_000);
    Bytes lower = transfer(ALICE, 0, 10);
    Bytes higher = transfer(ALICE, 0, 9_000);
    Map<Hash256, TransactionStatus> last = new LinkedHashMap<>();
    pool.addListener(last::put);

    submit(first);
    assertThat(refusal(submit(lower))).isInstanceOf(PoolRefusal.TooLowPriority.class);
    submit(higher);

    assertThat(listed(pool)).containsExactly(higher);
    assertThat(last.get(TransactionPool.hash(first)))
        .isEqualTo(new TransactionStatus.Usurped(TransactionPool.hash(higher)));
  }

  @Test
  void whatTheRuntimeRefusesIsBannedForAWhile() {
    byte[] forged = transfer(ALICE, 0, 0).toArray();
    forged[60] ^= 1;
    Bytes bad = Bytes.wrap(forged);
    PoolLimits brief = new PoolLimits(9, 1 << 20, 9, 1 << 20, 1 << 20, Duration.ofSeconds(10));
    TransactionPool strict = new TransactionPool(node.chain(), brief, network.world);

    assertThat(refusal(strict.submit(bad, TransactionSource.LOCAL)))
        .isEqualTo(
            new PoolRefusal.NotValid(
                new TransactionValidityError.Invalid(new InvalidTransaction.BadProof())));
    assertThat(refusal(strict.submit(bad, TransactionSource.LOCAL)))
        .isInstanceOf(PoolRefusal.TemporarilyBanned.class);
    network.world.run(Duration.ofSeconds(11));
    assertThat(refusal(strict.submit(bad, TransactionSource.LOCAL)))
        .isInstanceOf(PoolRefusal.NotValid.class);
  }

  @Test
  void theSameTransactionComesInOnce() {
    submit(transfer(ALICE, 0, 0));

    assertThat(refusal(submit(transfer(ALICE, 0, 0))))
        .isInstanceOf(PoolRefusal.AlreadyImported.class);
    assertThat(pool.readyCount()).isEqualTo(1);
  }

  @Test
  void aFullPoolDropsWhatPaysLeast() {
    PoolLimits two = new PoolLimits(2, 1 << 20, 2, 1 << 20, 1 << 20, Duration.ofMinutes(1));
    TransactionPool small = new TransactionPool(node.chain(), two, network.world);
    Bytes cheap = transfer(BOB, 0, 0);
    Map<Hash256, TransactionStatus> last = new LinkedHashMap<>();
    small.addListener(last::put);

    small.submit(cheap, TransactionSource.LOCAL);
    small.submit(transfer(ALICE, 0, 5_000), TransactionSource.LOCAL);
    small.submit(transfer(ALICE, 1, 5_000), TransactionSource.LOCAL);

    assertThat(small.readyCount()).isEqualTo(2);
    assertThat(last.get(TransactionPool.hash(cheap))).isEqualTo(new TransactionStatus.Dropped());
    assertThat(refusal(small.submit(transfer(BOB, 0, 1), TransactionSource.LOCAL)))
        .isInstanceOf(PoolRefusal.PoolFull.class);
    for (int nonce = 5; nonce < 8; nonce++) {
      small.submit(transfer(ALICE, nonce, nonce), TransactionSource.LOCAL);
    }
    assertThat(small.futureCount()).isEqualTo(2);
  }

  @Test
  void aTransactionThatIsIncludedElsewhereLeavesItsRivalStale() {
    Bytes here = transfer(ALICE, 0, 0);
    Bytes elsewhere = transfer(ALICE, 0, 7);
    network.world.link((a, b) -> false);
    submit(here);
    network.nodes.getLast().pool().submit(elsewhere, TransactionSource.LOCAL);
    network.world.link((a, b) -> true);

    network.world.run(Duration.ofSeconds(20));

    assertThat(pool.readyCount() + pool.futureCount()).isZero();
    assertThat(network.nodes.getLast().pool().pending()).isEmpty();
  }

  /** Two halves of a network make a fork each; when they meet, one half's transfer returns. */
  @Test
  void aTransactionOfARetractedBlockIsIncludedAgain() {
    network.world.run(Duration.ofSeconds(10));
    network.world.link((a, b) -> false);
    Bytes left = transfer(ALICE, 0, 0);
    Bytes right = transfer(BOB, 0, 0);
    List<TransactionStatus> statuses = new ArrayList<>();
    for (Node each : network.nodes) {
      each.pool()
          .addListener((hash, status) -> {
            if (status instanceof TransactionStatus.Retracted
                || status instanceof TransactionStatus.Finalised) {
              statuses.add(status);
            }
          });
    }
    submit(left);
    network.nodes.getLast().pool().submit(right, TransactionSource.LOCAL);
    network.world.run(Duration.ofSeconds(20));
    network.world.link((a, b) -> true);
    network.world.run(Duration.ofSeconds(40));

    assertThat(statuses).anyMatch(TransactionStatus.Retracted.class::isInstance);
    for (Node each : network.nodes) {
      List<Bytes> included = new ArrayList<>();
      for (int i = 1; i <= each.chain().finalised().number(); i++) {
        Hash256 block = each.chain().hashAt(i).orElseThrow();
        included.addAll(each.chain().body(block).orElseThrow());
      }
      assertThat(included).containsOnlyOnce(left).containsOnlyOnce(right);
      assertThat(each.pool().pending()).isEmpty();
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void whateverComesTheReadyOnesFollowTheirNonces(long seed) {
    Random random = new Random(seed);
    Map<Bytes, Integer> nonceOf = new LinkedHashMap<>();
    Map<Bytes, KeyPair> senderOf = new LinkedHashMap<>();
    for (int step = 0; step < 120; step++) {
      KeyPair from = random.nextBoolean() ? ALICE : BOB;
      int nonce = random.nextInt(1 + step / 4);
      Bytes extrinsic = transfer(from, nonce, random.nextInt(1_000));
      nonceOf.put(extrinsic, nonce);
      senderOf.put(extrinsic, from);
      submit(extrinsic);
      if (random.nextInt(10) == 0) {
        network.world.run(Duration.ofSeconds(random.nextInt(4)));
      }
      Map<KeyPair, Integer> next = new LinkedHashMap<>();
      for (Bytes ready : listed(pool)) {
        int found = java.util.Objects.requireNonNull(nonceOf.get(ready));
        KeyPair sender = java.util.Objects.requireNonNull(senderOf.get(ready));
        int expected = next.getOrDefault(sender, onChain(sender));
        assertThat(found).as("seed %d, step %d", seed, step).isEqualTo(expected);
        next.put(sender, expected + 1);
      }
    }
    network.world.run(Duration.ofSeconds(20));
    assertThat(pool.readyCount()).isZero();
  }

  private int onChain(KeyPair account) {
    return node.chain()
        .query(
            node.chain().best().hash(),
            "AccountNonceApi_account_nonce",
            account.publicKey().toArray(),
            io.braid.scale.Codecs.U32)
        .orElseThrow();
  }
}
