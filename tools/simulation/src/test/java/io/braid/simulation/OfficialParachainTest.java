package io.braid.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.StatePruning;
import io.braid.consensus.pool.SubmitResult;
import io.braid.crypto.NonceEntropy;
import io.braid.crypto.hash.Blake2b;
import io.braid.crypto.hash.Twox;
import io.braid.crypto.keys.KeyPair;
import io.braid.crypto.keys.KeyScheme;
import io.braid.devnet.Devnet;
import io.braid.devnet.DevnetOptions;
import io.braid.devnet.definition.DefinitionFile;
import io.braid.devnet.definition.DefinitionResult;
import io.braid.devnet.definition.NetworkDefinition;
import io.braid.executor.ExecutionStrategy;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.U128;
import io.braid.runtime.api.RuntimeVersion;
import io.braid.scale.ScaleReader;
import io.braid.scale.ScaleWriter;
import io.braid.service.CollatorNode;
import io.braid.service.NodeListener;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The official Asset Hub as a parachain: Braid's collators build its blocks, and validators accept
 * them by its own {@code validate_block}. Skipped without the folder of real chain data.
 */
class OfficialParachainTest {
  private static final Path SPEC =
      Path.of(System.getProperty("braid.real", "../../../shared/real"))
          .resolve("asset-hub-kusama-local-1000000.json.gz");
  private static final Duration TIME = Duration.ofSeconds(90);
  private static final int TRANSFERS = 3;
  private static final U128 AMOUNT = U128.of(1_000_000_000L);

  private static final String NETWORK =
      """
      [relaychain]
      chain = "relay"

      [[relaychain.nodes]]
      name = "alice"

      [[relaychain.nodes]]
      name = "bob"

      [[parachains]]
      id = 1000
      chain_spec_path = "asset-hub.json"

      [[parachains.collators]]
      name = "hub-alice"
      account = "alice"

      [[parachains.collators]]
      name = "hub-bob"
      account = "bob"
      """;

  @TempDir private Path folder = Path.of("");

  private final KeyPair alice = KeyPair.of(KeyScheme.SR25519, "//Alice");

  /** What the network told. */
  private static final class Told implements NodeListener {
    private final List<Throwable> bugs = new ArrayList<>();
    private int backed;
    private int included;

    @Override
    public void onBacked(int paraId) {
      backed++;
    }

    @Override
    public void onIncluded(int paraId, int number) {
      included = Math.max(included, number);
    }

    @Override
    public void onBug(String node, Throwable bug) {
      bugs.add(bug);
    }
  }

  private NetworkDefinition definition() throws IOException {
    assumeTrue(Files.exists(SPEC), "the chain spec " + SPEC + " is not here");
    try (InputStream in = new GZIPInputStream(Files.newInputStream(SPEC))) {
      Files.copy(in, folder.resolve("asset-hub.json"));
    }
    String file = folder.resolve("network.toml").toString();
    return switch (DefinitionFile.read(
        file, NETWORK, Devnet.RELAY_RUNTIMES, Devnet.PARACHAIN_RUNTIMES)) {
      case DefinitionResult.Accepted accepted -> accepted.definition();
      case DefinitionResult.Refused refused ->
          throw new AssertionError(refused.problems().toString());
    };
  }

  /** An immortal {@code Balances.transfer_keep_alive} with the extensions that Asset Hub has. */
  private Bytes transfer(Chain chain, int nonce, Bytes to) {
    Hash256 genesis = chain.genesis().hash();
    RuntimeVersion version = chain.runtimeVersion(genesis).orElseThrow();
    Bytes call = new ScaleWriter().u8(10).u8(3).u8(0).raw(to).compact(AMOUNT).toBytes();
    int immortal = 0;
    int feeInNativeToken = 0;
    Bytes explicit =
        new ScaleWriter().u8(immortal).compact(nonce).compact(0).u8(feeInNativeToken).toBytes();
    Bytes implicit =
        new ScaleWriter()
            .u32(version.specVersion())
            .u32(version.transactionVersion())
            .raw(genesis.bytes())
            .raw(genesis.bytes())
            .toBytes();
    byte[] payload = Bytes.concat(call, explicit, implicit).toArray();
    return new ScaleWriter()
        .u8(0x84)
        .u8(0)
        .raw(alice.publicKey())
        .u8(1)
        .raw(alice.sign(payload, NonceEntropy.NONE))
        .raw(explicit)
        .raw(call)
        .toBytes();
  }

  private static Bytes receiver(int index) {
    return KeyPair.of(KeyScheme.SR25519, "//Receiver//" + index).publicKey();
  }

  /** What an account has, from the storage of {@code System.Account}. */
  private static U128 free(Chain chain, Hash256 block, Bytes account) {
    Bytes key =
        Bytes.concat(
            Bytes.wrap(Twox.hash128(Bytes.utf8("System").toArray())),
            Bytes.wrap(Twox.hash128(Bytes.utf8("Account").toArray())),
            Bytes.wrap(Blake2b.hash128(account.toArray())),
            account);
    int nonceAndReferences = 16;
    return chain
        .storage(block, key)
        .map(value -> new ScaleReader(value.slice(nonceAndReferences, value.size())).u128())
        .orElse(U128.ZERO);
  }

  @Test
  void assetHubsOwnValidationAcceptsBlocksOfTransfersThatOurCollatorsBuilt() throws Exception {
    SimulatedWorld world = new SimulatedWorld(1);
    Told told = new Told();
    DevnetOptions options =
        new DevnetOptions(
            ExecutionStrategy.AUTO,
            Optional.empty(),
            StatePruning.DEFAULT,
            Optional.of(Path.of("target", "compiled-code")));
    try (Devnet devnet = Devnet.start(definition(), options, world, told)) {
      CollatorNode collator = devnet.collators().getFirst();
      Chain chain = collator.chain();
      world.run(Duration.ofSeconds(10));
      for (int i = 0; i < TRANSFERS; i++) {
        SubmitResult submitted = collator.transactions().submit(transfer(chain, i, receiver(i)));
        assertThat(submitted).isInstanceOf(SubmitResult.Accepted.class);
      }

      world.run(TIME);

      assertThat(told.bugs).isEmpty();
      assertThat(told.backed).isGreaterThan(3);
      assertThat(told.included).isGreaterThan(3);
      for (CollatorNode each : devnet.collators()) {
        Hash256 finalised = each.chain().finalised().hash();
        for (int i = 0; i < TRANSFERS; i++) {
          assertThat(free(each.chain(), finalised, receiver(i))).isEqualTo(AMOUNT);
        }
      }
    }
  }
}
