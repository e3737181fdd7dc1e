package io.braid.network.kademlia;

import io.braid.network.identity.PeerIdentity;
import io.braid.primitives.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A walk towards a key, over peers that need not be connected: the closest that are known are
 * asked, {@value #PARALLEL} at a time, who is closer, until the {@value RoutingTable#BUCKET_SIZE}
 * closest have answered or nobody is left to ask (Kademlia paper, 2.3). Who has not answered after
 * {@value #PATIENCE_MILLIS} ms counts as gone. At most {@value #MAX_ASKED} peers are asked,
 * whatever they answer.
 */
public final class Walk {
  /** Kademlia's α. */
  public static final int PARALLEL = 3;

  /** To be connected to and to answer. */
  public static final long PATIENCE_MILLIS = 10_000;

  public static final int MAX_ASKED = 96;

  /** Of the peers that others named the closest are kept. */
  static final int MAX_CANDIDATES = 128;

  private enum Standing {
    KNOWN,
    ASKED,
    ANSWERED,
    GONE
  }

  private static final class Candidate {
    final KademliaMessage.Peer peer;
    Standing standing = Standing.KNOWN;
    long deadline;

    Candidate(KademliaMessage.Peer peer) {
      this.peer = peer;
    }
  }

  private final Bytes key;
  private final PeerIdentity self;
  private final NavigableMap<Bytes, Candidate> byDistance = new TreeMap<>();
  private final Map<PeerIdentity, Candidate> byPeer = new LinkedHashMap<>();
  private int asked;

  /**
   * @param start peers that are known at first
   */
  public Walk(PeerIdentity self, Bytes key, List<KademliaMessage.Peer> start) {
    this.self = self;
    this.key = key;
    start.forEach(this::learn);
  }

  private void learn(KademliaMessage.Peer peer) {
    if (peer.id().equals(self) || byPeer.containsKey(peer.id())) {
      return;
    }
    Bytes distance = Distance.between(key, peer.id().multihash());
    if (byPeer.size() >= MAX_CANDIDATES) {
      Map.Entry<Bytes, Candidate> farthest = byDistance.lastEntry();
      if (farthest.getValue().standing != Standing.KNOWN
          || farthest.getKey().compareTo(distance) <= 0) {
        return;
      }
      byDistance.remove(farthest.getKey());
      byPeer.remove(farthest.getValue().peer.id());
    }
    Candidate candidate = new Candidate(peer);
    byPeer.put(peer.id(), candidate);
    byDistance.put(distance, candidate);
  }

  /** Whom to ask now; from now on they have to answer. */
  public List<KademliaMessage.Peer> due(long nowMillis) {
    for (Candidate candidate : byPeer.values()) {
      if (candidate.standing == Standing.ASKED && nowMillis >= candidate.deadline) {
        candidate.standing = Standing.GONE;
      }
    }
    List<KademliaMessage.Peer> due = new ArrayList<>();
    long underWay = count(Standing.ASKED);
    for (Candidate candidate : closestThere()) {
      if (candidate.standing == Standing.KNOWN && underWay < PARALLEL && asked < MAX_ASKED) {
        candidate.standing = Standing.ASKED;
        candidate.deadline = nowMillis + PATIENCE_MILLIS;
        asked++;
        underWay++;
        due.add(candidate.peer);
      }
    }
    return due;
  }

  /** The closest that are not gone, as many as the walk wants to hear. */
  private List<Candidate> closestThere() {
    return byDistance.values().stream()
        .filter(candidate -> candidate.standing != Standing.GONE)
        .limit(RoutingTable.BUCKET_SIZE)
        .toList();
  }

  private long count(Standing standing) {
    return byPeer.values().stream().filter(c -> c.standing == standing).count();
  }

  /** A peer that was asked named others. An answer that comes too late still counts. */
  public void answered(PeerIdentity peer, List<KademliaMessage.Peer> closer) {
    Candidate candidate = byPeer.get(peer);
    if (candidate != null && candidate.standing != Standing.KNOWN) {
      candidate.standing = Standing.ANSWERED;
      closer.forEach(this::learn);
    }
  }

  /** A peer that was asked cannot be reached, or does not answer. */
  public void failed(PeerIdentity peer) {
    Candidate candidate = byPeer.get(peer);
    if (candidate != null && candidate.standing == Standing.ASKED) {
      candidate.standing = Standing.GONE;
    }
  }

  /** Whether there is nobody left to wait for or to ask. */
  public boolean isOver() {
    return closestThere().stream()
        .allMatch(c ->
            c.standing == Standing.ANSWERED
                || c.standing == Standing.KNOWN
                    && asked >= MAX_ASKED
                    && count(Standing.ASKED) == 0);
  }

  /** Those who answered, the closest first; at most {@value RoutingTable#BUCKET_SIZE}. */
  public List<KademliaMessage.Peer> closest() {
    return byDistance.values().stream()
        .filter(candidate -> candidate.standing == Standing.ANSWERED)
        .limit(RoutingTable.BUCKET_SIZE)
        .map(candidate -> candidate.peer)
        .toList();
  }
}
