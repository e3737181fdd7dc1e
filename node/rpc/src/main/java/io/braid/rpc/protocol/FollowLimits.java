package io.braid.rpc.protocol;

/**
 * The bounds of {@code chainHead_v1_follow}, and of what goes with it.
 *
 * @param maxFollows of one connection; the specification asks for 2 at least
 * @param maxPinned blocks, final or discarded, that one follower may leave pinned; a follower above
 *     it is stopped. Blocks that may still become final are not counted: the node holds them anyway
 * @param maxOperations that one follower may have under way; the specification asks for 16 at least
 * @param maxWaitingEvents of the chain that wait for one slow follower before it is stopped
 * @param maxBroadcasts of one connection; the specification asks for 4 at least
 * @param pageItems storage items, and {@code pageBytes} about as many bytes of them, that are sent
 *     before the client is asked whether it wants more
 */
public record FollowLimits(
    int maxFollows,
    int maxPinned,
    int maxOperations,
    int maxWaitingEvents,
    int maxBroadcasts,
    int pageItems,
    int pageBytes) {
  public static final FollowLimits DEFAULT =
      new FollowLimits(4, 512, 32, 1_024, 16, 1_024, 1 << 20);
}
