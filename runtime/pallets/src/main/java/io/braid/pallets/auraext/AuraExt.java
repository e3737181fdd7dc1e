package io.braid.pallets.auraext;

import io.braid.frame.Pallet;
import io.braid.frame.PalletContext;
import io.braid.frame.executive.InvalidBlock;
import io.braid.frame.storage.StorageValue;
import io.braid.pallets.aura.Aura;
import io.braid.pallets.parachainsystem.ConsensusHook;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.aura.AuraUnincludedSegment;
import io.braid.scale.Codecs;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Aura beside a relay chain: how many blocks a slot may have. The parachain's slots are as long as
 * the relay chain's.
 */
@Pallet(crate = "cumulus_pallet_aura_ext")
public final class AuraExt implements ConsensusHook, AuraUnincludedSegment {
  /**
   * @param velocity blocks in a slot of the relay chain, which is as many as cores that the chain
   *     can use; one more fills the gap when the relay chain comes too late for a slot
   * @param capacity blocks that may wait for inclusion
   */
  public record Pace(int velocity, int capacity) {
    public Pace {
      if (velocity < 1 || capacity < 1) {
        throw new IllegalArgumentException(
            "expected at least one block, found a pace of " + velocity + " and " + capacity);
      }
    }
  }

  /** Current relay chain slot paired with a number of authored blocks. */
  final StorageValue<Map.Entry<Long, Integer>> relaySlotInfo;

  private final Aura aura;
  private final Pace pace;
  private final ToIntFunction<Hash256> waiting;

  /**
   * @param waiting how many blocks wait behind an included one
   */
  public AuraExt(PalletContext context, Aura aura, Pace pace, ToIntFunction<Hash256> waiting) {
    this.aura = aura;
    this.pace = pace;
    this.waiting = waiting;
    relaySlotInfo = context.optionalValue("RelaySlotInfo", Codecs.pair(Codecs.U64, Codecs.U32));
  }

  @Override
  public int onRelayParent(long relaySlot) {
    Optional<Map.Entry<Long, Integer>> last = relaySlotInfo.find();
    if (last.isPresent() && relaySlot < last.get().getKey()) {
      throw new InvalidBlock(
          "expected relay slot " + last.get().getKey() + " or later, found " + relaySlot);
    }
    int authored =
        last.filter(info -> info.getKey() == relaySlot).map(Map.Entry::getValue).orElse(0) + 1;
    if (authored > pace.velocity() + 1) {
      throw new InvalidBlock(
          "expected at most " + (pace.velocity() + 1) + " blocks in relay slot " + relaySlot);
    }
    relaySlotInfo.set(Map.entry(relaySlot, authored));
    if (aura.currentSlot() > relaySlot) {
      throw new InvalidBlock(
          "expected a slot of at most " + relaySlot + ", found " + aura.currentSlot());
    }
    return pace.capacity();
  }

  @Override
  public boolean canBuildUpon(Hash256 includedHash, long slot) {
    Optional<Map.Entry<Long, Integer>> last = relaySlotInfo.find();
    if (last.isEmpty()) {
      return true;
    }
    if (waiting.applyAsInt(includedHash) >= pace.capacity()) {
      return false;
    }
    return last.get().getKey() == slot
        ? last.get().getValue() < pace.velocity() + 1
        : last.get().getKey() < slot;
  }
}
