package io.braid.pallets.parachainsystem;

/** Who decides how far a parachain may run ahead of the relay chain. */
public interface ConsensusHook {
  /**
   * Judges the block in progress by the relay parent that it builds on.
   *
   * @param relaySlot of the relay parent, by its state
   * @return how many blocks may be not included yet, with this one; at least one
   * @throws io.braid.frame.executive.InvalidBlock when the block may not be
   */
  int onRelayParent(long relaySlot);
}
