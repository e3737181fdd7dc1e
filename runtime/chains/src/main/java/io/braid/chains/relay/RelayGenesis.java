package io.braid.chains.relay;

import io.braid.pallets.parachains.configuration.HostConfiguration;
import io.braid.pallets.session.KeysOf;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.primitives.U128;
import io.braid.runtime.api.Host;
import io.braid.runtime.api.parachains.HrmpChannelId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What a relay chain starts with.
 *
 * @param slotDurationMillis 6,000 on production chains
 * @param epochDurationSlots also the length of a session
 * @param balances in planck
 * @param parachains in ascending order of their ids
 * @param channels between parachains, open from the first block on
 * @param sudo who may speak as root, if anybody
 */
public record RelayGenesis(
    long slotDurationMillis,
    long epochDurationSlots,
    List<KeysOf<RelayKeys>> validators,
    SortedMap<AccountId, U128> balances,
    Optional<AccountId> sudo,
    List<Parachain> parachains,
    List<HrmpChannelId> channels) {
  /** A relay chain without parachains. */
  public RelayGenesis(
      long slotDurationMillis,
      long epochDurationSlots,
      List<KeysOf<RelayKeys>> validators,
      SortedMap<AccountId, U128> balances,
      Optional<AccountId> sudo) {
    this(slotDurationMillis, epochDurationSlots, validators, balances, sudo, List.of(), List.of());
  }

  /** A parachain that has its core from the first block on. */
  public record Parachain(int id, Bytes head, Bytes code) {}

  /** Writes the state of block 0, with {@code code} as the runtime, into an empty state. */
  public void write(Host host, Bytes code) {
    RelayRuntime runtime = new RelayRuntime(host);
    runtime.system.genesis(code);
    runtime.babe.genesis(slotDurationMillis, epochDurationSlots);
    balances.forEach(runtime.balances::genesis);
    sudo.ifPresent(runtime.sudo::genesis);
    runtime.configuration.activeConfig.set(HostConfiguration.development(parachains.size()));
    for (Parachain parachain : parachains) {
      runtime.paras.genesis(parachain.id(), parachain.head(), parachain.code());
    }
    channels.forEach(runtime.hrmp::genesis);
    runtime.session.genesis(validators);
  }
}
