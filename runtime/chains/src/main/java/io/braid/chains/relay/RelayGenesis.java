package io.braid.chains.relay;

import io.braid.pallets.session.KeysOf;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.primitives.U128;
import io.braid.runtime.api.Host;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What a relay chain starts with.
 *
 * @param slotDurationMillis 6,000 on production chains
 * @param epochDurationSlots also the length of a session
 * @param balances in planck
 * @param sudo who may speak as root, if anybody
 */
public record RelayGenesis(
    long slotDurationMillis,
    long epochDurationSlots,
    List<KeysOf<RelayKeys>> validators,
    SortedMap<AccountId, U128> balances,
    Optional<AccountId> sudo) {
  /** Writes the state of block 0, with {@code code} as the runtime, into an empty state. */
  public void write(Host host, Bytes code) {
    RelayRuntime runtime = new RelayRuntime(host);
    runtime.system.genesis(code);
    runtime.babe.genesis(slotDurationMillis, epochDurationSlots);
    balances.forEach(runtime.balances::genesis);
    sudo.ifPresent(runtime.sudo::genesis);
    runtime.session.genesis(validators);
  }
}
