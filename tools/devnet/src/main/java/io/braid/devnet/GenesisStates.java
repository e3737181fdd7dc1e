package io.braid.devnet;

import io.braid.chains.Blobs;
import io.braid.chains.ParachainGenesis;
import io.braid.chains.relay.RelayGenesis;
import io.braid.chains.relay.RelayRuntime;
import io.braid.consensus.chain.Genesis;
import io.braid.devnet.definition.NetworkDefinition;
import io.braid.devnet.definition.NetworkDefinition.ParachainSource;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.primitives.U128;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What the chains of a network start with. */
final class GenesisStates {
  private static final U128 ENDOWMENT = RelayRuntime.UNIT.multiply(1_000_000);
  private static final AccountId SUDO = DevelopmentKeys.account("alice");

  private static final ParachainSource HUB = new ParachainSource.Built("hub");

  private GenesisStates() {}

  /**
   * @param parachains with the heads and code that they start with
   */
  static Genesis relay(NetworkDefinition definition, List<RelayGenesis.Parachain> parachains) {
    NetworkDefinition.RelayChain relay = definition.relayChain();
    RelayGenesis genesis =
        new RelayGenesis(
            relay.slotDurationMillis(),
            relay.epochDurationSlots(),
            relay.nodes().stream()
                .filter(NetworkDefinition.Node::validator)
                .map(node -> DevelopmentKeys.session(node.account()))
                .toList(),
            relayEndowments(definition),
            Optional.of(SUDO),
            parachains,
            definition.channels(),
            definition.extraCores());
    Bytes code = Blobs.of(relay.chain());
    return Genesis.writtenBy(host -> genesis.write(host, code));
  }

  /**
   * @param runtime the name of the parachain's
   */
  static Genesis parachain(
      NetworkDefinition.Parachain parachain, String runtime, long slotDurationMillis) {
    ParachainGenesis genesis =
        new ParachainGenesis(
            parachain.id(),
            slotDurationMillis,
            parachain.collators().stream()
                .map(node -> DevelopmentKeys.sr25519(node.account()).publicKey())
                .toList(),
            endowments(parachain.collators()),
            Optional.of(SUDO));
    Bytes code = Blobs.of(runtime);
    return Genesis.writtenBy(
        host -> ParachainRuntime.named(runtime).genesis().write(genesis, host, code));
  }

  /**
   * The hub's currency is the relay chain's: what its accounts start with stands, as after a
   * teleport, in the relay chain's checking account.
   */
  private static TreeMap<AccountId, U128> relayEndowments(NetworkDefinition definition) {
    TreeMap<AccountId, U128> balances = endowments(definition.relayChain().nodes());
    for (NetworkDefinition.Parachain parachain : definition.parachains()) {
      if (parachain.source().equals(HUB)) {
        for (U128 endowment : endowments(parachain.collators()).values()) {
          balances.merge(RelayRuntime.CHECKING, endowment, U128::add);
        }
      }
    }
    return balances;
  }

  private static TreeMap<AccountId, U128> endowments(List<NetworkDefinition.Node> nodes) {
    TreeMap<AccountId, U128> balances = new TreeMap<>();
    DevelopmentKeys.ACCOUNTS.forEach(
        name -> balances.put(DevelopmentKeys.account(name), ENDOWMENT));
    nodes.forEach(node -> balances.put(DevelopmentKeys.account(node.account()), ENDOWMENT));
    return balances;
  }
}
