package io.braid.network.peers;

import io.braid.network.identity.Multiaddress;
import io.braid.network.identity.PeerIdentity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where peers can be reached, and when to try next: after each failure in a row twice as long, from
 * {@value #FIRST_DELAY_MILLIS} to {@value #LONGEST_DELAY_MILLIS} ms: after a network was cut, peers
 * find each other again in about that time. Bootnodes are kept for ever, others while there is
 * room. Of those that one peer told of, and that were never reached, there are at most {@value
 * #MAX_HEARSAY_PER_PEER}: nobody can fill the book with names.
 */
public final class AddressBook {
  public static final int MAX_PEERS = 1_024;
  public static final int MAX_ADDRESSES_PER_PEER = 8;
  public static final long FIRST_DELAY_MILLIS = 500;
  public static final long LONGEST_DELAY_MILLIS = 15_000;

  public static final int MAX_HEARSAY_PER_PEER = 64;

  /** Failures after which a peer that is no bootnode is forgotten: in about nine minutes. */
  private static final int MAX_FAILURES = 40;

  private static final class Entry {
    final List<Multiaddress> addresses = new ArrayList<>();
    boolean bootnode;

    /** Who told of a peer that was never reached. */
    Optional<PeerIdentity> teller = Optional.empty();

    int failures;
    int next;
    long notBefore;
  }

  private final Map<PeerIdentity, Entry> entries = new LinkedHashMap<>();

  /** A way to a peer. */
  public record Target(PeerIdentity peer, Multiaddress address) {}

  public void addBootnode(PeerIdentity peer, Multiaddress address) {
    Entry entry = entries.computeIfAbsent(peer, p -> new Entry());
    entry.bootnode = true;
    learn(entry, address);
  }

  /**
   * Makes the book hold these peers and no others, at these addresses and no others, and keeps them
   * for ever; who was there before is not tried sooner for it.
   *
   * @param peers at most {@value #MAX_PEERS}
   */
  public void hold(Map<PeerIdentity, List<Multiaddress>> peers) {
    entries.keySet().retainAll(peers.keySet());
    peers.forEach((peer, addresses) -> {
      if (entries.containsKey(peer) || entries.size() < MAX_PEERS) {
        Entry entry = entries.computeIfAbsent(peer, p -> new Entry());
        entry.bootnode = true;
        entry.addresses.clear();
        addresses.forEach(address -> learn(entry, address));
      }
    });
  }

  /** Whether a peer is in the book. */
  public boolean holds(PeerIdentity peer) {
    return entries.containsKey(peer);
  }

  /**
   * Learns where a peer is; false when there is no room.
   *
   * @param teller who said so
   */
  public boolean learn(PeerIdentity peer, Multiaddress address, PeerIdentity teller) {
    Entry known = entries.get(peer);
    if (known != null) {
      return learn(known, address);
    }
    if (entries.size() >= MAX_PEERS || hearsayOf(teller) >= MAX_HEARSAY_PER_PEER) {
      return false;
    }
    Entry entry = new Entry();
    entry.teller = Optional.of(teller);
    entries.put(peer, entry);
    return learn(entry, address);
  }

  private long hearsayOf(PeerIdentity teller) {
    Optional<PeerIdentity> told = Optional.of(teller);
    return entries.values().stream().filter(entry -> entry.teller.equals(told)).count();
  }

  private static boolean learn(Entry entry, Multiaddress address) {
    Multiaddress place = address.withoutPeer();
    if (entry.addresses.contains(place)) {
      return true;
    }
    return entry.addresses.size() < MAX_ADDRESSES_PER_PEER && entry.addresses.add(place);
  }

  public List<Multiaddress> addressesOf(PeerIdentity peer) {
    Entry entry = entries.get(peer);
    return entry == null ? List.of() : List.copyOf(entry.addresses);
  }

  /**
   * Somebody to dial now. Counts as an attempt: the next one to the same peer comes after a delay.
   *
   * @param except who is connected or being dialled
   */
  public Optional<Target> due(long nowMillis, Set<PeerIdentity> except) {
    for (Map.Entry<PeerIdentity, Entry> known : entries.entrySet()) {
      Entry entry = known.getValue();
      if (nowMillis >= entry.notBefore && !except.contains(known.getKey())) {
        Multiaddress address = entry.addresses.get(entry.next++ % entry.addresses.size());
        entry.failures++;
        long delay = FIRST_DELAY_MILLIS << Math.min(entry.failures - 1, 16);
        entry.notBefore = nowMillis + Math.min(LONGEST_DELAY_MILLIS, delay);
        if (entry.failures > MAX_FAILURES && !entry.bootnode) {
          entries.remove(known.getKey());
        }
        return Optional.of(new Target(known.getKey(), address));
      }
    }
    return Optional.empty();
  }

  /** A peer was reached, and is of our chain. */
  public void succeeded(PeerIdentity peer) {
    Entry entry = entries.get(peer);
    if (entry != null) {
      entry.failures = 0;
      entry.teller = Optional.empty();
    }
  }
}
