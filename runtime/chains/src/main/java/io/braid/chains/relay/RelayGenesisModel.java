package io.braid.chains.relay;

import io.braid.chains.DevelopmentAccount;
import io.braid.pallets.genesis.BalancesConfig;
import io.braid.pallets.genesis.GenesisModel;
import io.braid.pallets.genesis.GenesisRefusal;
import io.braid.pallets.genesis.SudoConfig;
import io.braid.pallets.session.KeysOf;
import io.braid.primitives.U128;
import io.braid.runtime.api.babe.AllowedSlots;
import io.braid.runtime.api.babe.BabeEpochConfiguration;
import io.braid.runtime.api.babe.Probability;
import io.braid.runtime.api.parachains.HrmpChannelId;
import io.braid.scale.Codec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the relay chain's runtime can start with. */
final class RelayGenesisModel implements GenesisModel<RelayGenesisConfig> {
  private static final long SLOT_MILLIS = 6_000;
  private static final long EPOCH_SLOTS = 600;
  private static final U128 ENDOWMENT = RelayRuntime.UNIT.multiply(1_000_000);

  private final RelayRuntime runtime;

  RelayGenesisModel(RelayRuntime runtime) {
    this.runtime = runtime;
  }

  @Override
  public Codec<RelayGenesisConfig> codec() {
    return RelayGenesisConfigCodec.CODEC;
  }

  @Override
  public RelayGenesisConfig defaults() {
    return config(
        new RelayGenesis(SLOT_MILLIS, EPOCH_SLOTS, List.of(), new TreeMap<>(), Optional.empty()));
  }

  @Override
  public SortedMap<String, RelayGenesisConfig> presets() {
    TreeMap<String, RelayGenesisConfig> presets = new TreeMap<>();
    presets.put(DEVELOPMENT, config(preset(List.of(DevelopmentAccount.ALICE))));
    presets.put(
        LOCAL_TESTNET, config(preset(List.of(DevelopmentAccount.ALICE, DevelopmentAccount.BOB))));
    return presets;
  }

  /** A network of these validators, where Alice may speak as root. */
  static RelayGenesis preset(List<DevelopmentAccount> accounts) {
    List<KeysOf<RelayKeys>> validators = new ArrayList<>();
    for (DevelopmentAccount a : accounts) {
      validators.add(
          new KeysOf<>(
              a.account(),
              new RelayKeys(
                  a.ed25519(), a.sr25519(), a.sr25519(), a.sr25519(), a.sr25519(), a.ecdsa())));
    }
    return new RelayGenesis(
        SLOT_MILLIS,
        EPOCH_SLOTS,
        validators,
        DevelopmentAccount.endowed(ENDOWMENT),
        Optional.of(DevelopmentAccount.ALICE.account()));
  }

  /** The genesis as its JSON has it. */
  static RelayGenesisConfig config(RelayGenesis genesis) {
    BabeEpochConfiguration epoch = genesis.epochConfiguration();
    List<RelayGenesisConfig.ValidatorKeys> keys = new ArrayList<>();
    for (KeysOf<RelayKeys> v : genesis.validators()) {
      keys.add(new RelayGenesisConfig.ValidatorKeys(v.validator(), v.validator(), v.keys()));
    }
    List<Map.Entry<Integer, RelayGenesisConfig.Para>> paras = new ArrayList<>();
    for (RelayGenesis.Parachain p : genesis.parachains()) {
      paras.add(Map.entry(p.id(), new RelayGenesisConfig.Para(p.head(), p.code(), true)));
    }
    List<RelayGenesisConfig.Channel> channels = new ArrayList<>();
    for (RelayGenesis.Channel c : genesis.channels()) {
      channels.add(
          new RelayGenesisConfig.Channel(
              c.id().sender(), c.id().recipient(), c.maxCapacity(), c.maxMessageSize()));
    }
    return new RelayGenesisConfig(
        BalancesConfig.of(genesis.balances()),
        new RelayGenesisConfig.BabeConfig(
            new RelayGenesisConfig.EpochConfig(
                Map.entry(epoch.c().numerator(), epoch.c().denominator()),
                spelled(epoch.allowedSlots())),
            genesis.slotDurationMillis(),
            genesis.epochDurationSlots()),
        new RelayGenesisConfig.SessionConfig(keys),
        new RelayGenesisConfig.BeefyConfig(Optional.of(RelayGenesis.BEEFY_GENESIS)),
        new SudoConfig(genesis.sudo()),
        new RelayGenesisConfig.ConfigurationConfig(genesis.configuration()),
        new RelayGenesisConfig.ParasConfig(paras),
        new RelayGenesisConfig.ParaSchedulerConfig(genesis.extraCores()),
        new RelayGenesisConfig.HrmpConfig(channels));
  }

  @Override
  public void build(RelayGenesisConfig config) throws GenesisRefusal {
    genesis(config).write(runtime);
    runtime.beefy.genesisBlock.set(config.beefy().genesisBlock());
  }

  private static RelayGenesis genesis(RelayGenesisConfig config) throws GenesisRefusal {
    RelayGenesisConfig.BabeConfig babe = config.babe();
    if (babe.slotDuration() < 1 || babe.epochDuration() < 1) {
      throw new GenesisRefusal(
          "babe", "expected a slotDuration and an epochDuration of at least 1, found 0");
    }
    return new RelayGenesis(
        babe.slotDuration(),
        babe.epochDuration(),
        new BabeEpochConfiguration(
            new Probability(babe.epochConfig().c().getKey(), babe.epochConfig().c().getValue()),
            allowedSlots(babe.epochConfig().allowedSlots())),
        validators(config.session().keys()),
        config.balances().sorted(),
        config.sudo().key(),
        config.configuration().config(),
        parachains(config.paras().paras()),
        channels(config.hrmp().preopenHrmpChannels()),
        config.paraScheduler().extraCores());
  }

  private static List<RelayGenesis.Channel> channels(List<RelayGenesisConfig.Channel> given) {
    List<RelayGenesis.Channel> channels = new ArrayList<>();
    for (RelayGenesisConfig.Channel c : given) {
      channels.add(
          new RelayGenesis.Channel(
              new HrmpChannelId(c.sender(), c.recipient()), c.maxCapacity(), c.maxMessageSize()));
    }
    return channels;
  }

  private static List<KeysOf<RelayKeys>> validators(List<RelayGenesisConfig.ValidatorKeys> given)
      throws GenesisRefusal {
    List<KeysOf<RelayKeys>> validators = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      RelayGenesisConfig.ValidatorKeys validator = given.get(i);
      if (!validator.account().equals(validator.validator())) {
        throw new GenesisRefusal(
            "session.keys[" + i + "][1]",
            "expected the account again, "
                + validator.account()
                + ", found "
                + validator.validator());
      }
      validators.add(new KeysOf<>(validator.validator(), validator.keys()));
    }
    return validators;
  }

  private static List<RelayGenesis.Parachain> parachains(
      List<Map.Entry<Integer, RelayGenesisConfig.Para>> given) throws GenesisRefusal {
    TreeMap<Integer, RelayGenesis.Parachain> sorted = new TreeMap<>();
    for (int i = 0; i < given.size(); i++) {
      int id = given.get(i).getKey();
      RelayGenesisConfig.Para para = given.get(i).getValue();
      String path = "paras.paras[" + i + "]";
      if (!para.parachain()) {
        throw new GenesisRefusal(
            path + "[1].parachain", "expected true: on-demand parachains are unknown here");
      }
      if (sorted.containsKey(id)) {
        throw new GenesisRefusal(path, "expected every parachain once, found " + id + " again");
      }
      sorted.put(id, new RelayGenesis.Parachain(id, para.genesisHead(), para.validationCode()));
    }
    return List.copyOf(sorted.values());
  }

  private static String spelled(AllowedSlots slots) {
    return switch (slots) {
      case PRIMARY_SLOTS -> "PrimarySlots";
      case PRIMARY_AND_SECONDARY_PLAIN_SLOTS -> "PrimaryAndSecondaryPlainSlots";
      case PRIMARY_AND_SECONDARY_VRF_SLOTS -> "PrimaryAndSecondaryVRFSlots";
    };
  }

  private static AllowedSlots allowedSlots(String spelled) throws GenesisRefusal {
    List<String> names = new ArrayList<>();
    for (AllowedSlots slots : List.of(AllowedSlots.values())) {
      if (spelled(slots).equals(spelled)) {
        return slots;
      }
      names.add(spelled(slots));
    }
    throw new GenesisRefusal(
        "babe.epochConfig.allowed_slots",
        "expected one of " + String.join(", ", names) + ", found \"" + spelled + "\"");
  }
}
