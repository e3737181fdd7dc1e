package io.braid.rpc.node;

import java.util.List;

/**
 * How a node is, at one moment.
 *
 * @param peers connected
 * @param isSyncing whether it is far behind its peers, and catching up
 * @param shouldHavePeers false for a node that knows of no others
 * @param findings every part that was looked at, sound or not
 */
public record Health(
    int peers, boolean isSyncing, boolean shouldHavePeers, List<Finding> findings) {
  /**
   * One part of a node.
   *
   * @param part what was looked at, as {@code finality of mynet}
   * @param words what was found; when it is not sound, what was expected and where to look
   */
  public record Finding(String part, boolean sound, String words) {}

  public Health {
    findings = List.copyOf(findings);
  }

  /** Whether nothing is wrong. */
  public boolean isSound() {
    return findings.stream().allMatch(Finding::sound);
  }

  /** Whether a load balancer should send clients here, as Substrate's nodes say it. */
  public boolean isReady() {
    return peers > 0 && !isSyncing;
  }
}
