package io.braid.network;

import io.braid.network.identity.PeerIdentity;
import io.braid.network.peers.AddressBook;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Decides whom to dial. Belongs to the network's thread. */
final class Dialler {
  private final PeerIdentity self;
  private final int wanted;
  private final AddressBook addresses;
  private final Set<PeerIdentity> underWay = new LinkedHashSet<>();

  /**
   * @param wanted peers that this node dials
   */
  Dialler(PeerIdentity self, int wanted, AddressBook addresses) {
    this.self = self;
    this.wanted = wanted;
    this.addresses = addresses;
  }

  /**
   * The next to dial now, if another is wanted; counts as under way until {@link #ended}.
   *
   * @param sessions those that are there already
   */
  Optional<AddressBook.Target> next(long nowMillis, Sessions sessions) {
    if (underWay.size() + sessions.dialled() >= wanted) {
      return Optional.empty();
    }
    Set<PeerIdentity> except = new LinkedHashSet<>(sessions.peers());
    except.addAll(underWay);
    except.add(self);
    Optional<AddressBook.Target> target = addresses.due(nowMillis, except);
    target.ifPresent(t -> underWay.add(t.peer()));
    return target;
  }

  /** An attempt ended, whichever way. */
  void ended(PeerIdentity peer) {
    underWay.remove(peer);
  }
}
