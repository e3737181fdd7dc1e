package io.braid.network;

import io.braid.network.identity.PeerIdentity;
import io.braid.network.peers.AddressBook;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whom to dial: all that are reserved, and of the others as many as are wanted. Belongs to
 * the network's thread.
 */
final class Dialler {
  private final PeerIdentity self;
  private final int wanted;
  private final AddressBook addresses;
  private final AddressBook reserved;
  private final Set<PeerIdentity> underWay = new LinkedHashSet<>();

  /**
   * @param wanted peers that this node dials, beside the reserved
   */
  Dialler(PeerIdentity self, int wanted, AddressBook addresses, AddressBook reserved) {
    this.self = self;
    this.wanted = wanted;
    this.addresses = addresses;
    this.reserved = reserved;
  }

  /**
   * The next to dial now, if another is wanted; counts as under way until {@link #ended}.
   *
   * @param sessions those that are there already
   */
  Optional<AddressBook.Target> next(long nowMillis, Sessions sessions) {
    Set<PeerIdentity> except = new LinkedHashSet<>(sessions.peers());
    except.addAll(underWay);
    except.add(self);
    Optional<AddressBook.Target> target = reserved.due(nowMillis, except);
    if (target.isEmpty() && ordinary(sessions) < wanted) {
      target = addresses.due(nowMillis, except);
    }
    target.ifPresent(t -> underWay.add(t.peer()));
    return target;
  }

  private long ordinary(Sessions sessions) {
    return sessions.dialled().stream().filter(peer -> !reserved.holds(peer)).count()
        + underWay.stream().filter(peer -> !reserved.holds(peer)).count();
  }

  /** An attempt ended, whichever way; false when there was none. */
  boolean ended(PeerIdentity peer) {
    return underWay.remove(peer);
  }
}
