package io.braid.parachains;

import io.braid.chains.Blobs;
import io.braid.chains.ParachainGenesis;
import io.braid.chains.relay.RelayGenesis;
import io.braid.chains.relay.RelayKeys;
import io.braid.chains.relay.RelayRuntime;
import io.braid.chains.relay.RelayRuntimeEntryPoints;
import io.braid.chains.template.TemplateRuntime;
import io.braid.chains.template.TemplateRuntimeEntryPoints;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.ChainSettings;
import io.braid.consensus.chain.Database;
import io.braid.consensus.chain.ForkChoice;
import io.braid.consensus.chain.Genesis;
import io.braid.consensus.chain.MemoryDatabase;
import io.braid.consensus.chain.StatePruning;
import io.braid.crypto.hash.Blake2b;
import io.braid.crypto.keys.KeyPair;
import io.braid.crypto.keys.KeyScheme;
import io.braid.executor.ExecutionStrategy;
import io.braid.executor.Executor;
import io.braid.executor.NativeRuntime;
import io.braid.executor.host.StateHost;
import io.braid.executor.wasm.LargeFunctions;
import io.braid.executor.wasm.WasmRuntimes;
import io.braid.pallets.session.KeysOf;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.U128;
import io.braid.runtime.api.HeaderCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The relay chain and the template parachain of the tests: blobs in state, native in nodes. */
final class Chains {
  static final int PARA = 2000;
  static final Bytes RELAY_CODE = Blobs.of("relay");
  static final Bytes TEMPLATE_CODE = Blobs.of("template");

  private Chains() {}

  static KeyPair validator(int index) {
    return KeyPair.of(KeyScheme.SR25519, "//Validator//" + index);
  }

  static KeyPair beefy(int index) {
    return KeyPair.of(KeyScheme.ECDSA, "//Validator//" + index);
  }

  static KeyPair voter(int index) {
    return KeyPair.of(KeyScheme.ED25519, "//Validator//" + index);
  }

  static KeyPair collator() {
    return KeyPair.of(KeyScheme.SR25519, "//Collator");
  }

  private static Hash256 hash(Bytes code) {
    return Hash256.of(Blake2b.hash256(code.unsafeArray()));
  }

  private static Executor executor() {
    return new Executor(
        ExecutionStrategy.NATIVE,
        List.of(
            new NativeRuntime(hash(RELAY_CODE), RelayRuntimeEntryPoints::new),
            new NativeRuntime(hash(TEMPLATE_CODE), TemplateRuntimeEntryPoints::new)),
        new WasmRuntimes(1, LargeFunctions.REFUSE));
  }

  private static Genesis genesis(Consumer<StateHost> write) {
    return Genesis.writtenBy(write);
  }

  static Chain parachain(int id, long slotMillis) {
    return parachain(id, slotMillis, new MemoryDatabase());
  }

  static Chain parachain(int id, long slotMillis, Database database) {
    TreeMap<AccountId, U128> balances = new TreeMap<>();
    balances.put(collator().accountId(), TemplateRuntime.UNIT.multiply(1_000));
    ParachainGenesis genesis =
        new ParachainGenesis(
            id, slotMillis, List.of(collator().publicKey()), balances, Optional.empty());
    return Chain.open(
        database,
        executor(),
        genesis(host -> TemplateRuntime.writeGenesis(genesis, host, TEMPLATE_CODE)),
        new ChainSettings(StatePruning.DEFAULT, Runnable::run, ForkChoice.FOLLOWED));
  }

  /**
   * @param parachains with their validation functions, by ascending id
   * @param extraCores parachains that have more than one core, once for each core more
   */
  static Genesis relay(
      int validators,
      long slotMillis,
      long epochSlots,
      List<RelayGenesis.Parachain> parachains,
      List<Integer> extraCores) {
    List<KeysOf<RelayKeys>> sessions = new ArrayList<>();
    TreeMap<AccountId, U128> balances = new TreeMap<>();
    for (int i = 0; i < validators; i++) {
      AccountId account = validator(i).accountId();
      Bytes key = account.bytes();
      balances.put(account, RelayRuntime.UNIT.multiply(1_000));
      sessions.add(
          new KeysOf<>(
              account,
              new RelayKeys(voter(i).publicKey(), key, key, key, key, beefy(i).publicKey())));
    }
    RelayGenesis relay =
        new RelayGenesis(
            slotMillis,
            epochSlots,
            sessions,
            balances,
            Optional.of(validator(0).accountId()),
            parachains,
            List.of(),
            extraCores);
    return genesis(host -> relay.write(host, RELAY_CODE));
  }

  static Chain relay(Genesis genesis) {
    return relay(genesis, new MemoryDatabase());
  }

  static Chain relay(Genesis genesis, Database database) {
    return Chain.open(database, executor(), genesis);
  }

  static Bytes genesisHead(Chain parachain) {
    return HeaderCodec.CODEC.encodeToBytes(
        parachain.header(parachain.genesis().hash()).orElseThrow());
  }
}
