package io.braid.network.authorities;

import io.braid.crypto.ed25519.Ed25519KeyPair;
import io.braid.network.identity.Multiaddress;
import io.braid.network.identity.PeerIdentity;
import io.braid.network.kademlia.KademliaMessage;
import io.braid.primitives.Bytes;
import io.braid.primitives.U128;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Publishes where this node can be reached, when it is an authority, and finds the others. Often at
 * first, and whenever the authorities change; then ever more rarely, as the reference does.
 *
 * <p>Events come in, {@link Effect}s go out, in the order in which they are to be done.
 */
public final class AuthorityDiscovery {
  /** Authorities of one set; more are passed over. */
  public static final int MAX_AUTHORITIES = 1_000;

  /** Records that are looked for at a time. */
  public static final int MAX_LOOKUPS = 8;

  static final long FIRST_MILLIS = 2_000;
  static final long ASK_MILLIS = 60_000;
  static final long LOOKUP_MILLIS = 600_000;
  static final long PUBLISH_MILLIS = 3_600_000;

  /** What is to be done. */
  public sealed interface Effect {
    /**
     * Ask the node who the authorities are, and for signatures with the keys that it holds.
     *
     * @param record to be signed; empty as long as nothing is known of where this node is
     */
    record Ask(Bytes record) implements Effect {}

    /** Leave a record with the peers that are closest to its key. */
    record Publish(Bytes key, Bytes value) implements Effect {}

    /** Find the records under the hash of an authority's key. */
    record LookUp(Bytes authority, Bytes key) implements Effect {}

    /**
     * Be connected to these peers, wherever else; they take the place of those before.
     *
     * @param authorities which of them, or this node, is which authority, by discovery key
     */
    record Reach(Map<PeerIdentity, List<Multiaddress>> peers, Map<Bytes, PeerIdentity> authorities)
        implements Effect {}
  }

  /** When something is done next: after ever twice the time. */
  private static final class Schedule {
    private final long longest;
    private long period = FIRST_MILLIS;
    private long next = Long.MIN_VALUE;

    Schedule(long longest) {
      this.longest = longest;
    }

    boolean isDue(long now) {
      if (now < next) {
        return false;
      }
      next = now + period;
      period = Math.min(longest, 2 * period);
      return true;
    }

    void startOver() {
      period = FIRST_MILLIS;
      next = Long.MIN_VALUE;
    }
  }

  private final Ed25519KeyPair node;
  private final PeerIdentity self;
  private final Schedule asking = new Schedule(ASK_MILLIS);
  private final Schedule publishing = new Schedule(PUBLISH_MILLIS);
  private final Schedule lookingUp = new Schedule(LOOKUP_MILLIS);
  private final Map<Bytes, AuthorityRecord> found = new LinkedHashMap<>();
  private final Map<Bytes, U128> newestKept = new LinkedHashMap<>();
  private final Deque<Bytes> waiting = new ArrayDeque<>();
  private final Set<Bytes> underWay = new LinkedHashSet<>();
  private Set<Bytes> own = Set.of();

  /** Known authorities by the keys of their records. */
  private Map<Bytes, Bytes> known = Map.of();

  public AuthorityDiscovery(Ed25519KeyPair node) {
    this.node = node;
    self = PeerIdentity.ofKey(node.publicKey());
  }

  /**
   * Time has passed.
   *
   * @param addresses where this node can be reached
   * @param unixNanos the time of day, for records
   */
  public List<Effect> tick(long nowMillis, List<Multiaddress> addresses, U128 unixNanos) {
    if (!asking.isDue(nowMillis)) {
      return List.of();
    }
    List<Multiaddress> complete =
        addresses.stream()
            .map(address -> address.withPeer(self))
            .limit(AuthorityRecord.MAX_ADDRESSES)
            .toList();
    return List.of(
        new Effect.Ask(
            complete.isEmpty() ? Bytes.EMPTY : new AuthorityRecord(complete, unixNanos).encode()));
  }

  /**
   * The node has answered {@link Effect.Ask}.
   *
   * @param record as it was asked
   * @param all the authorities' keys
   * @param signatures over {@code record}, by the authorities whose keys the node holds
   */
  public List<Effect> onAuthorities(
      long nowMillis, Bytes record, List<Bytes> all, SortedMap<Bytes, Bytes> signatures) {
    List<Effect> effects = new ArrayList<>();
    Map<Bytes, Bytes> authorities = new TreeMap<>();
    all.stream()
        .limit(MAX_AUTHORITIES)
        .forEach(authority -> authorities.put(AuthorityRecord.key(authority), authority));
    if (!authorities.equals(known) || !signatures.keySet().equals(own)) {
      known = authorities;
      own = Set.copyOf(signatures.keySet());
      List.of(asking, publishing, lookingUp).forEach(Schedule::startOver);
      newestKept.keySet().retainAll(known.keySet());
      if (found.keySet().retainAll(known.values())) {
        effects.add(reach());
      }
      // The set that is new is asked for again soon, as keys may come one by one.
      asking.isDue(nowMillis);
    }
    if (!own.isEmpty() && !record.isEmpty() && publishing.isDue(nowMillis)) {
      signatures.forEach((authority, signature) ->
          effects.add(
              new Effect.Publish(
                  AuthorityRecord.key(authority),
                  AuthorityRecord.signed(record, signature, node))));
    }
    if (!own.isEmpty() && lookingUp.isDue(nowMillis)) {
      waiting.clear();
      known.values().stream().filter(each -> !own.contains(each)).forEach(waiting::add);
      // Those still under way are stalled: what they bring is taken when it comes.
      underWay.clear();
    }
    effects.addAll(lookUps());
    return effects;
  }

  private List<Effect> lookUps() {
    List<Effect> effects = new ArrayList<>();
    while (underWay.size() < MAX_LOOKUPS && !waiting.isEmpty()) {
      Bytes authority = waiting.poll();
      underWay.add(authority);
      effects.add(new Effect.LookUp(authority, AuthorityRecord.key(authority)));
    }
    return effects;
  }

  /** What was found for {@link Effect.LookUp}: all values, whoever gave them. */
  public List<Effect> onFound(Bytes authority, List<Bytes> values) {
    underWay.remove(authority);
    List<Effect> effects = new ArrayList<>();
    boolean news = false;
    for (Bytes value : values) {
      if (known.containsValue(authority)
          && AuthorityRecord.check(value, authority)
              instanceof AuthorityRecord.Checked.Accepted(AuthorityRecord record)
          && isNewer(record, Optional.ofNullable(found.get(authority)))) {
        found.put(authority, record);
        news = true;
      }
    }
    if (news) {
      effects.add(reach());
    }
    effects.addAll(lookUps());
    return effects;
  }

  private static boolean isNewer(AuthorityRecord record, Optional<AuthorityRecord> before) {
    return before.isEmpty() || record.creationNanos().compareTo(before.get().creationNanos()) > 0;
  }

  private Effect reach() {
    Map<PeerIdentity, List<Multiaddress>> peers = new LinkedHashMap<>();
    Map<Bytes, PeerIdentity> authorities = new LinkedHashMap<>();
    found.forEach((authority, record) -> {
      authorities.put(authority, record.peer());
      if (!record.peer().equals(self)) {
        peers.put(record.peer(), record.addresses());
      }
    });
    return new Effect.Reach(peers, authorities);
  }

  /**
   * Whether a record that a peer wants to leave here is kept: that of an authority, in order, and
   * not older than the one before. Without authorities, whatever comes.
   */
  public boolean isWorthKeeping(KademliaMessage.Entry entry) {
    if (known.isEmpty()) {
      return true;
    }
    Bytes authority = known.get(entry.key());
    if (authority == null
        || !(AuthorityRecord.check(entry.value(), authority)
            instanceof AuthorityRecord.Checked.Accepted(AuthorityRecord record))) {
      return false;
    }
    U128 newest = newestKept.getOrDefault(entry.key(), U128.ZERO);
    if (record.creationNanos().compareTo(newest) < 0) {
      return false;
    }
    newestKept.put(entry.key(), record.creationNanos());
    return true;
  }
}
