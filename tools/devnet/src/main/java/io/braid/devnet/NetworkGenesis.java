package io.braid.devnet;

import io.braid.chains.relay.RelayGenesis;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.Genesis;
import io.braid.consensus.chain.MemoryDatabase;
import io.braid.devnet.definition.NetworkDefinition;
import io.braid.devnet.definition.NetworkDefinition.ParachainSource;
import io.braid.executor.Executor;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.HeaderCodec;
import io.braid.service.chainspec.ChainSpec;
import io.braid.service.chainspec.ChainSpec.GenesisSource;
import io.braid.service.chainspec.GenesisState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the chains of a network start with.
 *
 * @param parachains by their ids
 */
public record NetworkGenesis(Genesis relay, SortedMap<Integer, Genesis> parachains) {
  private static final Bytes CODE = Executor.CODE_KEY;

  public NetworkGenesis {
    parachains = Collections.unmodifiableSortedMap(new TreeMap<>(parachains));
  }

  /**
   * Makes the states.
   *
   * @throws GenesisRefused when a parachain's specification makes none
   */
  public static NetworkGenesis of(NetworkDefinition definition, Executor executor)
      throws GenesisRefused {
    long slotMillis = definition.relayChain().slotDurationMillis();
    TreeMap<Integer, Genesis> parachains = new TreeMap<>();
    List<RelayGenesis.Parachain> registered = new ArrayList<>();
    for (NetworkDefinition.Parachain parachain : definition.parachains()) {
      Genesis genesis =
          switch (parachain.source()) {
            case ParachainSource.Built(String runtime) ->
                GenesisStates.parachain(parachain, runtime, slotMillis);
            case ParachainSource.Specified(ChainSpec spec) -> specified(spec, executor);
          };
      parachains.put(parachain.id(), genesis);
      registered.add(
          new RelayGenesis.Parachain(parachain.id(), head(genesis, executor), code(genesis)));
    }
    return new NetworkGenesis(GenesisStates.relay(definition, registered), parachains);
  }

  private static Genesis specified(ChainSpec spec, Executor executor) throws GenesisRefused {
    return switch (GenesisState.of(spec.genesis(), executor)) {
      case GenesisState.Made.State(Genesis state) when !state.top().containsKey(CODE) ->
          throw new GenesisRefused(spec.id(), "expected the runtime under :code, found nothing");
      case GenesisState.Made.State(Genesis state) -> state;
      case GenesisState.Made.Refused(String reason) -> throw new GenesisRefused(spec.id(), reason);
    };
  }

  private static Bytes code(Genesis genesis) {
    return Objects.requireNonNull(genesis.top().get(CODE));
  }

  /** The genesis header of a parachain: the head that the relay chain knows of it at first. */
  private static Bytes head(Genesis genesis, Executor executor) {
    Chain chain = Chain.open(new MemoryDatabase(), executor, genesis);
    Header header = chain.header(chain.genesis().hash()).orElseThrow();
    return HeaderCodec.CODEC.encodeToBytes(header);
  }

  /**
   * What a parachain starts with.
   *
   * @throws IllegalArgumentException when the network has no such parachain
   */
  public Genesis parachain(int id) {
    return Optional.ofNullable(parachains.get(id))
        .orElseThrow(() -> new IllegalArgumentException("expected a parachain, found " + id));
  }

  /** The relay chain's specification, for nodes in processes of their own. */
  public ChainSpec relaySpec(NetworkDefinition definition) {
    String runtime = definition.relayChain().chain();
    return spec("Braid " + runtime, "braid_" + runtime, Optional.empty(), relay);
  }

  /** A parachain's specification. */
  public ChainSpec spec(NetworkDefinition definition, NetworkDefinition.Parachain parachain) {
    ChainSpec.Parachain mark =
        new ChainSpec.Parachain(parachain.id(), "braid_" + definition.relayChain().chain());
    Genesis state = parachain(parachain.id());
    return switch (parachain.source()) {
      case ParachainSource.Specified(ChainSpec given) ->
          given.withGenesis(new GenesisSource.Raw(state)).withParachain(mark);
      case ParachainSource.Built(String runtime) ->
          spec(
              "Braid " + runtime + " " + parachain.id(),
              "braid_" + runtime + "_" + parachain.id(),
              Optional.of(mark),
              state);
    };
  }

  private static ChainSpec spec(
      String name, String id, Optional<ChainSpec.Parachain> parachain, Genesis state) {
    return new ChainSpec(
        name,
        id,
        "Local",
        List.of(),
        Optional.of("braid"),
        ChainSpec.Properties.DEFAULT,
        parachain,
        new GenesisSource.Raw(state),
        ChainSpec.NO_OTHERS);
  }
}
