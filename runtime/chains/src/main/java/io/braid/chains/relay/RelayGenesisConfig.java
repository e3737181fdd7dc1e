package io.braid.chains.relay;

import io.braid.pallets.genesis.BalancesConfig;
import io.braid.pallets.genesis.SudoConfig;
import io.braid.pallets.parachains.configuration.HostConfiguration;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.scale.Scale;
import io.braid.scale.Unnamed;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@link RelayGenesis} as its JSON has it, pallet by pallet. */
@Scale
public record RelayGenesisConfig(
    BalancesConfig balances,
    BabeConfig babe,
    SessionConfig session,
    BeefyConfig beefy,
    SudoConfig sudo,
    ConfigurationConfig configuration,
    ParasConfig paras,
    ParaSchedulerConfig paraScheduler,
    HrmpConfig hrmp) {
  /**
   * Time.
   *
   * @param slotDuration in milliseconds; FRAME has it as a constant
   * @param epochDuration in slots; FRAME has it as a constant
   */
  @Scale
  public record BabeConfig(EpochConfig epochConfig, long slotDuration, long epochDuration) {}

  /**
   * The slot lottery.
   *
   * @param c how many slots have a primary author: numerator, denominator
   * @param allowedSlots as Rust spells the variant
   */
  @Scale
  public record EpochConfig(Map.Entry<Long, Long> c, String allowedSlots) {}

  /** The validators. */
  @Scale
  public record SessionConfig(List<ValidatorKeys> keys) {}

  /**
   * BEEFY; its validators are those of the session.
   *
   * @param genesisBlock the first block that they sign; without, they sign none
   */
  @Scale
  public record BeefyConfig(Optional<Integer> genesisBlock) {}

  /** One validator; its account and its validator id are the same. */
  @Scale
  @Unnamed
  public record ValidatorKeys(AccountId account, AccountId validator, RelayKeys keys) {}

  /** The host configuration. */
  @Scale
  public record ConfigurationConfig(HostConfiguration config) {}

  /** The parachains, by id. */
  @Scale
  public record ParasConfig(List<Map.Entry<Integer, Para>> paras) {}

  /**
   * One parachain.
   *
   * @param parachain always true: there are no on-demand parachains
   */
  @Scale
  public record Para(Bytes genesisHead, Bytes validationCode, boolean parachain) {}

  /** Parachains with more than one core, once for each core more. */
  @Scale
  public record ParaSchedulerConfig(List<Integer> extraCores) {}

  /** The channels that are open from the start. */
  @Scale
  public record HrmpConfig(List<Channel> preopenHrmpChannels) {}

  /** One channel, as FRAME's tuple. */
  @Scale
  @Unnamed
  public record Channel(int sender, int recipient, int maxCapacity, int maxMessageSize) {}
}
