package io.braid.network.kademlia;

import io.braid.network.identity.Multiaddress;
import io.braid.network.identity.PeerIdentity;
import io.braid.primitives.Bytes;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Peers by their distance from this node: for each number of common leading bits at most {@value
 * #BUCKET_SIZE}, the first that came; who is not connected gives way.
 */
public final class RoutingTable {
  /** Kademlia's k: also how many peers an answer names. */
  public static final int BUCKET_SIZE = 20;

  private static final int MAX_ADDRESSES = 8;

  private final PeerIdentity self;
  private final Predicate<PeerIdentity> connected;
  private final Map<Integer, Map<PeerIdentity, List<Multiaddress>>> buckets = new TreeMap<>();

  public RoutingTable(PeerIdentity self, Predicate<PeerIdentity> connected) {
    this.self = self;
    this.connected = connected;
  }

  /** Notes where a peer is; false when its bucket is full of peers that are connected. */
  public boolean put(PeerIdentity peer, List<Multiaddress> addresses) {
    if (peer.equals(self) || addresses.isEmpty()) {
      return false;
    }
    Map<PeerIdentity, List<Multiaddress>> bucket =
        buckets.computeIfAbsent(bucketOf(peer), b -> new LinkedHashMap<>());
    if (bucket.size() >= BUCKET_SIZE && !bucket.containsKey(peer)) {
      Optional<PeerIdentity> gone = bucket.keySet().stream().filter(connected.negate()).findFirst();
      if (gone.isEmpty()) {
        return false;
      }
      bucket.remove(gone.get());
    }
    bucket.put(peer, List.copyOf(addresses.subList(0, Math.min(addresses.size(), MAX_ADDRESSES))));
    return true;
  }

  /** Forgets a peer that is not where it was. */
  public void remove(PeerIdentity peer) {
    Map<PeerIdentity, List<Multiaddress>> bucket = buckets.get(bucketOf(peer));
    if (bucket != null) {
      bucket.remove(peer);
    }
  }

  private int bucketOf(PeerIdentity peer) {
    return Distance.commonBits(Distance.between(self.multihash(), peer.multihash()));
  }

  /** The {@value #BUCKET_SIZE} peers that are closest to a key, the closest first. */
  public List<KademliaMessage.Peer> closest(Bytes key) {
    record Near(Bytes distance, KademliaMessage.Peer peer) {}
    return buckets.values().stream()
        .flatMap(bucket -> bucket.entrySet().stream())
        .map(entry ->
            new Near(
                Distance.between(key, entry.getKey().multihash()),
                new KademliaMessage.Peer(entry.getKey(), entry.getValue())))
        .sorted(Comparator.comparing(Near::distance))
        .limit(BUCKET_SIZE)
        .map(Near::peer)
        .toList();
  }

  public int size() {
    return buckets.values().stream().mapToInt(Map::size).sum();
  }
}
