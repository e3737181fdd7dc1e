package io.braid.parachains.relay;

import io.braid.consensus.chain.BlockRef;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.CoreState;
import io.braid.runtime.api.parachains.GroupRotationInfo;
import io.braid.runtime.api.parachains.SigningContext;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the state of a relay block says about its children.
 *
 * @param session of a child
 * @param validators their keys of type {@code para}
 * @param groups indices into {@code validators}
 * @param rotation as it applies to candidates with this block as relay parent
 * @param cores at the end of this block
 * @param claimQueue by core the parachains whose turns come, from this block's children on
 */
public record RelayView(
    BlockRef block,
    Hash256 parentHash,
    Hash256 stateRoot,
    int session,
    List<Bytes> validators,
    List<List<Integer>> groups,
    GroupRotationInfo rotation,
    List<CoreState> cores,
    SortedMap<Integer, List<Integer>> claimQueue,
    int minimumBackingVotes,
    int allowedAncestry) {
  /**
   * The cores whose next turn is this parachain's, in ascending order: those that candidates on
   * this block may be for, whether they are free or will be.
   */
  public List<Integer> coresOf(int paraId) {
    return claimQueue.entrySet().stream()
        .filter(turns -> !turns.getValue().isEmpty() && turns.getValue().getFirst() == paraId)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** How many turns a parachain has on a core, as far as the claim queue goes. */
  public int turns(int core, int paraId) {
    return (int)
        claimQueue.getOrDefault(core, List.of()).stream().filter(para -> para == paraId).count();
  }

  /** The parachains that have a turn on any core, in ascending order. */
  public SortedSet<Integer> parachains() {
    TreeSet<Integer> all = new TreeSet<>();
    claimQueue.values().forEach(all::addAll);
    return all;
  }

  /** The validators who back candidates for {@code core} with this relay parent. */
  public List<Integer> backersOf(int core) {
    int group = rotation.groupForCore(core, groups.size());
    return group < groups.size() ? groups.get(group) : List.of();
  }

  /** How many signatures make a candidate of {@code core} backed. */
  public int votesNeeded(int core) {
    return Math.min(backersOf(core).size(), minimumBackingVotes);
  }

  /** Where signatures about candidates on this relay parent, or bitfields of it, are valid. */
  public SigningContext signingContext() {
    return new SigningContext(session, block.hash());
  }
}
