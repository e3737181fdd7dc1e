package io.braid.network;

import io.braid.network.identity.Multiaddress;
import io.braid.network.identity.PeerIdentity;
import io.braid.network.kademlia.KademliaMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/**
 * Ways to peers for a few questions: the session that is there, or one that is dialled for it and
 * ends when it is idle. Belongs to the network's thread.
 */
final class Contacts {
  /** Peers that are dialled at a time; for one more there is no way. */
  static final int MAX_DIALS = 32;

  /** Of one peer's addresses, the first are tried. */
  private static final int MAX_TRIED = 3;

  private static final class Attempt {
    final Deque<Multiaddress> addresses;
    final List<Consumer<Optional<Session>>> waiting = new ArrayList<>();
    boolean tried;

    Attempt(List<Multiaddress> addresses) {
      this.addresses =
          new ArrayDeque<>(addresses.subList(0, Math.min(MAX_TRIED, addresses.size())));
    }
  }

  private final Sessions sessions;
  private final BiPredicate<PeerIdentity, Multiaddress> dial;
  private final Consumer<PeerIdentity> onGone;
  private final Map<PeerIdentity, Attempt> attempts = new LinkedHashMap<>();

  /**
   * @param dial begins to dial; false when that is not possible now
   * @param onGone hears of peers that are at none of their addresses
   */
  Contacts(
      Sessions sessions,
      BiPredicate<PeerIdentity, Multiaddress> dial,
      Consumer<PeerIdentity> onGone) {
    this.sessions = sessions;
    this.dial = dial;
    this.onGone = onGone;
  }

  /** Gives a session with the peer, now or later, or nothing when there is no way to it. */
  void with(KademliaMessage.Peer peer, Consumer<Optional<Session>> then) {
    Optional<Session> session = sessions.of(peer.id());
    if (session.isPresent()) {
      then.accept(session);
      return;
    }
    Attempt underWay = attempts.get(peer.id());
    if (underWay != null) {
      underWay.waiting.add(then);
    } else if (attempts.size() >= MAX_DIALS) {
      then.accept(Optional.empty());
    } else {
      Attempt attempt = new Attempt(peer.addresses());
      attempt.waiting.add(then);
      attempts.put(peer.id(), attempt);
      dialNext(peer.id(), attempt);
    }
  }

  private void dialNext(PeerIdentity peer, Attempt attempt) {
    boolean dialled = false;
    while (!dialled && !attempt.addresses.isEmpty()) {
      dialled = dial.test(peer, attempt.addresses.poll().withoutPeer());
    }
    attempt.tried |= dialled;
    if (!dialled) {
      attempts.remove(peer);
      if (attempt.tried) {
        onGone.accept(peer);
      }
      attempt.waiting.forEach(each -> each.accept(Optional.empty()));
    }
  }

  /** A session began. */
  void established(Session session) {
    Attempt attempt = attempts.remove(session.identity);
    if (attempt != null) {
      attempt.waiting.forEach(each -> each.accept(Optional.of(session)));
    }
  }

  /** A peer that was dialled is not there, or not who it should be. */
  void failed(PeerIdentity peer) {
    Attempt attempt = attempts.get(peer);
    if (attempt != null) {
      dialNext(peer, attempt);
    }
  }
}
