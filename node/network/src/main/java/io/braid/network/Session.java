package io.braid.network;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.network.AnnounceHandshake.PeerRole;
import io.braid.network.connection.RequestProtocol;
import io.braid.network.identity.PeerIdentity;
import io.braid.network.transport.Link;
import io.braid.primitives.Bytes;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A peer whose identity is proved. Belongs to the network's thread. */
final class Session {
  /** Notifications that wait for a substream to open; the oldest goes. */
  private static final int MAX_QUEUED = 256;

  /** Requests of ours under way to one peer. */
  private static final int MAX_ASKED = 64;

  private static final long REFUSED_MILLIS = 15_000;
  private static final long IDLE_MILLIS = 15_000;

  /** How long a peer may be there that is not told to the node: it may only want to look around. */
  private static final long UNGREETED_MILLIS = 60_000;

  final PeerIdentity identity;
  final PeerId id;
  final Link link;

  /** Requests of ours under way, by substream. */
  final Map<Integer, Consumer<Optional<Bytes>>> asked = new LinkedHashMap<>();

  /** Tasks for the node's thread that this peer caused and that are not done. */
  final AtomicInteger unhandled = new AtomicInteger();

  Optional<PeerRole> role = Optional.empty();
  volatile Optional<BlockRef> best = Optional.empty();
  boolean announcesIn;
  boolean announcesOut;

  /** Whether it was begun for a few questions only, and ends when it is idle. */
  boolean contact;

  private long lastAsked = Swarm.now();

  private final Map<Protocol, Outbound> outbound = new EnumMap<>(Protocol.class);

  private static final class Outbound {
    final ArrayDeque<Bytes> queue = new ArrayDeque<>();
    boolean open;
    boolean opening;
    long refusedUntil = Long.MIN_VALUE;
  }

  private final long sinceMillis;

  Session(PeerIdentity identity, Link link, long nowMillis) {
    this.identity = identity;
    this.link = link;
    sinceMillis = nowMillis;
    id = identity.asPeer();
  }

  /** Whether blocks are announced in both directions: then the node knows the peer. */
  boolean isConnected() {
    return announcesIn && announcesOut;
  }

  /** Whether it has had the time to announce blocks, and has not. */
  boolean isIdle(long nowMillis) {
    return !isConnected() && nowMillis - sinceMillis >= UNGREETED_MILLIS;
  }

  /** The best block of its handshake; only for peers that made one. */
  BlockRef shownBest() {
    return best.orElseThrow();
  }

  boolean isLight() {
    return role.equals(Optional.of(PeerRole.LIGHT));
  }

  /** Whether it is for questions alone and there was none for a while. */
  boolean isIdleContact(long nowMillis) {
    return contact && !announcesIn && asked.isEmpty() && nowMillis - lastAsked >= IDLE_MILLIS;
  }

  /** Asks the peer; {@code answer} comes on the network's thread. */
  void ask(RequestProtocol protocol, Bytes request, Consumer<Optional<Bytes>> answer) {
    Optional<Integer> substream =
        asked.size() < MAX_ASKED ? link.connection().request(protocol, request) : Optional.empty();
    lastAsked = Swarm.now();
    if (substream.isPresent()) {
      asked.put(substream.get(), answer);
      link.flush();
    } else {
      answer.accept(Optional.empty());
    }
  }

  private Outbound of(Protocol protocol) {
    return outbound.computeIfAbsent(protocol, p -> new Outbound());
  }

  /** What to do with a notification. */
  enum Sending {
    NOW,
    AFTER_OPENING,
    WHEN_OPEN,
    NEVER
  }

  /** Decides, and queues the message unless it can be sent now or never. */
  Sending send(Protocol protocol, Bytes message, long nowMillis) {
    Outbound out = of(protocol);
    if (out.open) {
      return Sending.NOW;
    }
    if (nowMillis < out.refusedUntil) {
      return Sending.NEVER;
    }
    if (out.queue.size() == MAX_QUEUED) {
      out.queue.removeFirst();
    }
    out.queue.add(message);
    if (out.opening) {
      return Sending.WHEN_OPEN;
    }
    out.opening = true;
    return Sending.AFTER_OPENING;
  }

  /** A substream is open: gives what waited for it. */
  List<Bytes> opened(Protocol protocol) {
    Outbound out = of(protocol);
    out.open = true;
    out.opening = false;
    List<Bytes> waiting = List.copyOf(out.queue);
    out.queue.clear();
    return waiting;
  }

  /** The peer does not take a protocol; it is asked again only after a while. */
  void refused(Protocol protocol, long nowMillis) {
    Outbound out = of(protocol);
    out.open = false;
    out.opening = false;
    out.queue.clear();
    out.refusedUntil = nowMillis + REFUSED_MILLIS;
  }
}
