package io.braid.chains.relay;

import io.braid.pallets.parachains.configuration.HostConfiguration;
import io.braid.pallets.session.KeysOf;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.primitives.U128;
import io.braid.runtime.api.Host;
import io.braid.runtime.api.babe.BabeEpochConfiguration;
import io.braid.runtime.api.parachains.HrmpChannelId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What a relay chain starts with.
 *
 * @param slotDurationMillis 6,000 on production chains
 * @param epochDurationSlots also the length of a session
 * @param epochConfiguration the slot lottery
 * @param balances in planck
 * @param sudo who may speak as root, if anybody
 * @param configuration of the parachains' protocol
 * @param parachains in ascending order of their ids
 * @param channels between parachains, open from the first block on
 * @param extraCores parachains that have more than one core, once for each core more
 */
public record RelayGenesis(
    long slotDurationMillis,
    long epochDurationSlots,
    BabeEpochConfiguration epochConfiguration,
    List<KeysOf<RelayKeys>> validators,
    SortedMap<AccountId, U128> balances,
    Optional<AccountId> sudo,
    HostConfiguration configuration,
    List<Parachain> parachains,
    List<Channel> channels,
    List<Integer> extraCores) {
  /** The first block that BEEFY's validators sign. */
  static final int BEEFY_GENESIS = 1;

  /** A parachain that has its core from the first block on. */
  public record Parachain(int id, Bytes head, Bytes code) {}

  /** A channel that is open from the first block on. */
  public record Channel(HrmpChannelId id, int maxCapacity, int maxMessageSize) {}

  /** A relay chain on which every parachain has one core. */
  public RelayGenesis(
      long slotDurationMillis,
      long epochDurationSlots,
      BabeEpochConfiguration epochConfiguration,
      List<KeysOf<RelayKeys>> validators,
      SortedMap<AccountId, U128> balances,
      Optional<AccountId> sudo,
      HostConfiguration configuration,
      List<Parachain> parachains,
      List<Channel> channels) {
    this(
        slotDurationMillis,
        epochDurationSlots,
        epochConfiguration,
        validators,
        balances,
        sudo,
        configuration,
        parachains,
        channels,
        List.of());
  }

  /**
   * A development network with a core for every parachain, further ones as given, and channels as
   * large as may be.
   */
  public RelayGenesis(
      long slotDurationMillis,
      long epochDurationSlots,
      List<KeysOf<RelayKeys>> validators,
      SortedMap<AccountId, U128> balances,
      Optional<AccountId> sudo,
      List<Parachain> parachains,
      List<HrmpChannelId> channels,
      List<Integer> extraCores) {
    this(
        slotDurationMillis,
        epochDurationSlots,
        RelayRuntime.EPOCH_CONFIGURATION,
        validators,
        balances,
        sudo,
        HostConfiguration.development(parachains.size() + extraCores.size()),
        parachains,
        largest(channels, HostConfiguration.development(parachains.size() + extraCores.size())),
        extraCores);
  }

  /** A development network with a core for every parachain and channels as large as may be. */
  public RelayGenesis(
      long slotDurationMillis,
      long epochDurationSlots,
      List<KeysOf<RelayKeys>> validators,
      SortedMap<AccountId, U128> balances,
      Optional<AccountId> sudo,
      List<Parachain> parachains,
      List<HrmpChannelId> channels) {
    this(
        slotDurationMillis,
        epochDurationSlots,
        validators,
        balances,
        sudo,
        parachains,
        channels,
        List.of());
  }

  /** A relay chain without parachains. */
  public RelayGenesis(
      long slotDurationMillis,
      long epochDurationSlots,
      List<KeysOf<RelayKeys>> validators,
      SortedMap<AccountId, U128> balances,
      Optional<AccountId> sudo) {
    this(slotDurationMillis, epochDurationSlots, validators, balances, sudo, List.of(), List.of());
  }

  private static List<Channel> largest(List<HrmpChannelId> ids, HostConfiguration limits) {
    List<Channel> channels = new ArrayList<>();
    for (HrmpChannelId id : ids) {
      channels.add(
          new Channel(id, limits.hrmpChannelMaxCapacity(), limits.hrmpChannelMaxMessageSize()));
    }
    return channels;
  }

  /** Writes the state of block 0, with {@code code} as the runtime, into an empty state. */
  public void write(Host host, Bytes code) {
    RelayRuntime runtime = new RelayRuntime(host);
    write(runtime);
    runtime.system.setGenesisCode(code);
  }

  /** Writes the state of block 0, but for the code. */
  void write(RelayRuntime runtime) {
    runtime.system.genesis();
    runtime.babe.genesis(slotDurationMillis, epochDurationSlots, epochConfiguration);
    balances.forEach(runtime.balances::genesis);
    sudo.ifPresent(runtime.sudo::genesis);
    runtime.configuration.activeConfig.set(configuration);
    for (Parachain parachain : parachains) {
      runtime.paras.genesis(parachain.id(), parachain.head(), parachain.code());
    }
    for (Channel channel : channels) {
      runtime.hrmp.genesis(channel.id(), channel.maxCapacity(), channel.maxMessageSize());
    }
    if (!extraCores.isEmpty()) {
      runtime.paraScheduler.extraCores.set(extraCores);
    }
    runtime.beefy.genesisBlock.set(Optional.of(BEEFY_GENESIS));
    runtime.session.genesis(validators);
  }
}
