package io.braid.chains;

import io.braid.pallets.genesis.BalancesConfig;
import io.braid.pallets.genesis.SudoConfig;
import io.braid.primitives.Bytes;
import io.braid.scale.Scale;
import io.braid.scale.Size;
import java.util.List;

/** {@link ParachainGenesis} as its JSON has it, pallet by pallet. */
@Scale
public record ParachainGenesisConfig(
    BalancesConfig balances, ParachainInfoConfig parachainInfo, AuraConfig aura, SudoConfig sudo) {
  /** Which parachain this is. */
  @Scale
  public record ParachainInfoConfig(int parachainId) {}

  /**
   * Who authors, and how often.
   *
   * @param authorities sr25519 keys, in the order of their slots
   * @param slotDuration in milliseconds; FRAME has it as a constant
   */
  @Scale
  public record AuraConfig(List<@Size(32) Bytes> authorities, long slotDuration) {}
}
