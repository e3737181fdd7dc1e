package io.braid.parachains.relay;

import io.braid.consensus.chain.BlockRef;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.CoreState;
import io.braid.runtime.api.parachains.GroupRotationInfo;
import io.braid.runtime.api.parachains.SigningContext;
import java.util.List;
import java.util.Optional;

/**
 * What the state of a relay block says about its children.
 *
 * @param session of a child
 * @param validators their keys of type {@code para}
 * @param groups indices into {@code validators}
 * @param rotation as it applies to candidates with this block as relay parent
 * @param cores at the end of this block
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
    int minimumBackingVotes,
    int allowedAncestry) {
  /** The core that is free and whose turn is this parachain's. */
  public Optional<Integer> scheduledCoreOf(int paraId) {
    for (int core = 0; core < cores.size(); core++) {
      if (cores.get(core) instanceof CoreState.Scheduled(var scheduled)
          && scheduled.paraId() == paraId) {
        return Optional.of(core);
      }
    }
    return Optional.empty();
  }

  /** The parachain that may use a core next, when the core is free. */
  public Optional<Integer> scheduledOn(int core) {
    return core >= 0
            && core < cores.size()
            && cores.get(core) instanceof CoreState.Scheduled(var scheduled)
        ? Optional.of(scheduled.paraId())
        : Optional.empty();
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
