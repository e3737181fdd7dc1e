package io.braid.runtime.api.parachains;

import io.braid.primitives.Bytes;
import io.braid.runtime.api.Host;
import io.braid.scale.ScaleWriter;
import java.util.List;

/**
 * Where the relay chain's state keeps what parachains read by proof. Parachain runtimes, collators
 * and the relay chain agree on these keys ({@code well_known_keys} of the parachain primitives).
 */
public final class RelayStateKeys {
  private final Host hashing;

  public RelayStateKeys(Host hashing) {
    this.hashing = hashing;
  }

  private Bytes item(String pallet, String name) {
    return Bytes.concat(
        Bytes.wrap(hashing.twox128(Bytes.utf8(pallet).unsafeArray())),
        Bytes.wrap(hashing.twox128(Bytes.utf8(name).unsafeArray())));
  }

  private Bytes entry(String pallet, String name, Bytes key) {
    return Bytes.concat(item(pallet, name), Bytes.wrap(hashing.twox64(key.unsafeArray())), key);
  }

  private static Bytes para(int id) {
    return new ScaleWriter(4).u32(id).toBytes();
  }

  /** The host configuration, of which {@link AbridgedHostConfiguration} is the start. */
  public Bytes activeConfig() {
    return item("Configuration", "ActiveConfig");
  }

  /** The slot of the relay block, a u64. */
  public Bytes currentSlot() {
    return item("Babe", "CurrentSlot");
  }

  /** The head of the chain of hashes over all messages ever sent down to a parachain. */
  public Bytes dmqMqcHead(int paraId) {
    return entry("Dmp", "DownwardMessageQueueHeads", para(paraId));
  }

  /** How many upward messages, and bytes of them, still fit: two u32. */
  public Bytes relayDispatchQueueRemainingCapacity(int paraId) {
    return Bytes.concat(Bytes.utf8(":relay_dispatch_queue_remaining_capacity"), para(paraId));
  }

  /** The senders of open channels to a parachain: a list of ids. */
  public Bytes hrmpIngressChannelIndex(int paraId) {
    return entry("Hrmp", "HrmpIngressChannelsIndex", para(paraId));
  }

  /** The recipients of open channels from a parachain: a list of ids. */
  public Bytes hrmpEgressChannelIndex(int paraId) {
    return entry("Hrmp", "HrmpEgressChannelsIndex", para(paraId));
  }

  /** A channel, of which {@link AbridgedHrmpChannel} is the start. */
  public Bytes hrmpChannel(HrmpChannelId channel) {
    return entry(
        "Hrmp",
        "HrmpChannels",
        new ScaleWriter(8).u32(channel.sender()).u32(channel.recipient()).toBytes());
  }

  /** The ids of all parachains, a list. */
  public Bytes parachains() {
    return item("Paras", "Parachains");
  }

  /** The parachain's head that the relay chain has included. */
  public Bytes paraHead(int paraId) {
    return entry("Paras", "Heads", para(paraId));
  }

  /** Whether a code upgrade may go ahead, one byte. */
  public Bytes upgradeGoAheadSignal(int paraId) {
    return entry("Paras", "UpgradeGoAheadSignal", para(paraId));
  }

  /** Whether no code upgrade may be announced, one byte. */
  public Bytes upgradeRestrictionSignal(int paraId) {
    return entry("Paras", "UpgradeRestrictionSignal", para(paraId));
  }

  /**
   * The keys that every parachain block's proof must answer; those of channels depend on the
   * indices among them.
   */
  public List<Bytes> always(int paraId) {
    return List.of(
        activeConfig(),
        currentSlot(),
        dmqMqcHead(paraId),
        relayDispatchQueueRemainingCapacity(paraId),
        hrmpIngressChannelIndex(paraId),
        hrmpEgressChannelIndex(paraId),
        upgradeGoAheadSignal(paraId),
        upgradeRestrictionSignal(paraId),
        paraHead(paraId));
  }
}
