package io.braid.rpc.protocol;

/**
 * Every bound on what clients can make the server hold or do.
 *
 * @param maxConnections open at one time
 * @param maxRequestBytes of one HTTP body or WebSocket message
 * @param maxResponseBytes of one response, or of all responses to one batch
 * @param maxJsonDepth of objects and arrays within each other
 * @param maxBatchSize requests in one batch
 * @param maxSubscriptions of one connection
 * @param maxRequestsInFlight of one connection; above it, no more is read from it
 * @param maxUnsentBytes that wait for one slow connection before it is dropped
 * @param maxUnsentMessages that wait for one slow connection before it is dropped
 * @param maxQueuedEvents of the chain that wait to be told to subscribers; more are lost
 * @param maxKeysPerRequest storage keys that one request may name or ask for
 * @param maxBlocksPerRequest blocks that one request may name or walk through
 * @param follow of the methods that follow the head of the chain
 * @param idleSeconds after which a connection that sends nothing, not even a pong, is closed
 */
public record RpcLimits(
    int maxConnections,
    int maxRequestBytes,
    int maxResponseBytes,
    int maxJsonDepth,
    int maxBatchSize,
    int maxSubscriptions,
    int maxRequestsInFlight,
    long maxUnsentBytes,
    int maxUnsentMessages,
    int maxQueuedEvents,
    int maxKeysPerRequest,
    int maxBlocksPerRequest,
    FollowLimits follow,
    int idleSeconds) {
  private static final int MIB = 1 << 20;

  /** Leaves room for a runtime's code of 5 MiB in hexadecimal. */
  public static final RpcLimits DEFAULT =
      new RpcLimits(
          256,
          16 * MIB,
          32 * MIB,
          16,
          128,
          1_024,
          64,
          64L * MIB,
          8_192,
          4_096,
          4_096,
          1_024,
          FollowLimits.DEFAULT,
          120);

  public RpcLimits withMaxSubscriptions(int count) {
    return new RpcLimits(
        maxConnections,
        maxRequestBytes,
        maxResponseBytes,
        maxJsonDepth,
        maxBatchSize,
        count,
        maxRequestsInFlight,
        maxUnsentBytes,
        maxUnsentMessages,
        maxQueuedEvents,
        maxKeysPerRequest,
        maxBlocksPerRequest,
        follow,
        idleSeconds);
  }

  public RpcLimits withMaxRequestBytes(int bytes) {
    return new RpcLimits(
        maxConnections,
        bytes,
        maxResponseBytes,
        maxJsonDepth,
        maxBatchSize,
        maxSubscriptions,
        maxRequestsInFlight,
        maxUnsentBytes,
        maxUnsentMessages,
        maxQueuedEvents,
        maxKeysPerRequest,
        maxBlocksPerRequest,
        follow,
        idleSeconds);
  }

  public RpcLimits withMaxUnsentBytes(long bytes) {
    return new RpcLimits(
        maxConnections,
        maxRequestBytes,
        maxResponseBytes,
        maxJsonDepth,
        maxBatchSize,
        maxSubscriptions,
        maxRequestsInFlight,
        bytes,
        maxUnsentMessages,
        maxQueuedEvents,
        maxKeysPerRequest,
        maxBlocksPerRequest,
        follow,
        idleSeconds);
  }

  public RpcLimits withFollow(FollowLimits changed) {
    return new RpcLimits(
        maxConnections,
        maxRequestBytes,
        maxResponseBytes,
        maxJsonDepth,
        maxBatchSize,
        maxSubscriptions,
        maxRequestsInFlight,
        maxUnsentBytes,
        maxUnsentMessages,
        maxQueuedEvents,
        maxKeysPerRequest,
        maxBlocksPerRequest,
        changed,
        idleSeconds);
  }
}
