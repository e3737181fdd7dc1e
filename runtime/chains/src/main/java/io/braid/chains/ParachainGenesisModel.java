package io.braid.chains;

import io.braid.pallets.genesis.BalancesConfig;
import io.braid.pallets.genesis.GenesisModel;
import io.braid.pallets.genesis.GenesisRefusal;
import io.braid.pallets.genesis.SudoConfig;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.primitives.U128;
import io.braid.scale.Codec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What the parachain runtimes can start with. */
public final class ParachainGenesisModel implements GenesisModel<ParachainGenesisConfig> {
  private static final long SLOT_MILLIS = 6_000;

  private final int paraId;
  private final U128 endowment;
  private final Consumer<ParachainGenesis> writer;

  /**
   * @param paraId the parachain's customary id
   * @param endowment of every development account
   * @param writer writes the state, but for the code
   */
  public ParachainGenesisModel(int paraId, U128 endowment, Consumer<ParachainGenesis> writer) {
    this.paraId = paraId;
    this.endowment = endowment;
    this.writer = writer;
  }

  @Override
  public Codec<ParachainGenesisConfig> codec() {
    return ParachainGenesisConfigCodec.CODEC;
  }

  @Override
  public ParachainGenesisConfig defaults() {
    return config(
        new ParachainGenesis(paraId, SLOT_MILLIS, List.of(), new TreeMap<>(), Optional.empty()));
  }

  @Override
  public SortedMap<String, ParachainGenesisConfig> presets() {
    TreeMap<String, ParachainGenesisConfig> presets = new TreeMap<>();
    presets.put(DEVELOPMENT, config(preset(List.of(DevelopmentAccount.ALICE))));
    presets.put(
        LOCAL_TESTNET, config(preset(List.of(DevelopmentAccount.ALICE, DevelopmentAccount.BOB))));
    return presets;
  }

  private ParachainGenesis preset(List<DevelopmentAccount> collators) {
    List<Bytes> keys = new ArrayList<>();
    collators.forEach(collator -> keys.add(collator.sr25519()));
    return new ParachainGenesis(
        paraId,
        SLOT_MILLIS,
        keys,
        DevelopmentAccount.endowed(endowment),
        Optional.of(DevelopmentAccount.ALICE.account()));
  }

  /** The genesis as its JSON has it. */
  static ParachainGenesisConfig config(ParachainGenesis genesis) {
    return new ParachainGenesisConfig(
        BalancesConfig.of(genesis.balances()),
        new ParachainGenesisConfig.ParachainInfoConfig(genesis.paraId()),
        new ParachainGenesisConfig.AuraConfig(genesis.collators(), genesis.slotDurationMillis()),
        new SudoConfig(genesis.sudo()));
  }

  @Override
  public void build(ParachainGenesisConfig config) throws GenesisRefusal {
    List<Bytes> collators = config.aura().authorities();
    SortedMap<AccountId, U128> balances = config.balances().sorted();
    if (config.aura().slotDuration() < 1) {
      throw new GenesisRefusal("aura.slotDuration", "expected at least 1 millisecond, found 0");
    }
    writer.accept(
        new ParachainGenesis(
            config.parachainInfo().parachainId(),
            config.aura().slotDuration(),
            collators,
            balances,
            config.sudo().key()));
  }
}
