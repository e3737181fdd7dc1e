package io.braid.network;

import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.network.authorities.AuthorityDiscovery;
import io.braid.network.connection.Connection;
import io.braid.network.connection.ConnectionEvent;
import io.braid.network.connection.ConnectionSetup;
import io.braid.network.connection.Identification;
import io.braid.network.connection.NetworkProtocols;
import io.braid.network.identity.Multiaddress;
import io.braid.network.identity.PeerIdentity;
import io.braid.network.kademlia.KademliaMessage;
import io.braid.network.noise.NoiseSecrets;
import io.braid.network.peers.AddressBook;
import io.braid.network.peers.Reputations;
import io.braid.network.transport.Link;
import io.braid.network.transport.LinkListener;
import io.braid.network.transport.Sockets;
import io.braid.primitives.Bytes;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All connections of a node, and what they have to do with its chain. Belongs to the network's
 * thread but for {@link #connected}.
 */
final class Swarm implements LinkListener {
  private static final Logger LOG = LoggerFactory.getLogger(Swarm.class);
  private static final String AGENT = "Braid/0.1.0";

  private final LibP2pConfig config;
  private final PeerIdentity self;
  private final Sockets sockets;
  private final Executor proofs;
  private final SecureRandom random = new SecureRandom();
  private final Bytes noiseKey = randomBytes();
  private final AddressBook addresses = new AddressBook();

  /** The chain's authorities, as far as they were found. */
  private final AddressBook reserved = new AddressBook();

  private final Reputations reputations = new Reputations();
  private final AuthorityDiscovery authorities;

  /** Replaced as a whole when an authority was found or has gone. */
  private volatile Map<Bytes, PeerId> authorityPeers = Map.of();

  private final Discovery discovery;
  private final Contacts contacts;
  private final Set<Link> links = new LinkedHashSet<>();
  private final Hosts hosts = new Hosts();
  private final Sessions sessions = new Sessions();
  private final Dialler dialler;
  private List<Multiaddress> listening = List.of();
  private Optional<Joined> joined = Optional.empty();

  private record Joined(Peering peering, Records records, AuthorityFinder finder) {}

  /**
   * @param proofs answers requests that only read immutable state; may reject when it has too many
   */
  Swarm(LibP2pConfig config, PeerIdentity self, Sockets sockets, Executor proofs) {
    this.proofs = proofs;
    this.config = config;
    this.self = self;
    this.sockets = sockets;
    authorities = new AuthorityDiscovery(config.identity());
    discovery =
        new Discovery(
            self, addresses, peer -> sessions.of(peer).isPresent(), authorities::isWorthKeeping);
    contacts = new Contacts(sessions, this::dialContact, discovery::forget);
    dialler = new Dialler(self, config.limits().dialled(), addresses, reserved);
    config.bootnodes().forEach(a -> addresses.addBootnode(a.peer().orElseThrow(), a));
  }

  private Bytes randomBytes() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return Bytes.wrap(bytes);
  }

  static long now() {
    return System.nanoTime() / 1_000_000;
  }

  /** Peers that the node knows. May be read on any thread. */
  NavigableMap<PeerId, Session> connected() {
    return sessions.connected();
  }

  /** The peer that an authority was found to be. May be called on any thread. */
  Optional<PeerId> authority(Bytes discoveryKey) {
    return Optional.ofNullable(authorityPeers.get(discoveryKey));
  }

  void listening(List<Multiaddress> at) {
    List<Multiaddress> copy = List.copyOf(at);
    sockets.execute(() -> listening = copy);
  }

  void join(ChainSide chain) {
    Peering peering =
        new Peering(
            chain,
            config,
            sessions,
            reputations,
            discovery,
            sockets,
            proofs,
            reserved::holds,
            this::onSuccess,
            this::end);
    Walks walks = new Walks(self, contacts, discovery, peering.kademlia());
    Records records = new Records(sessions, discovery, contacts, walks, peering.kademlia());
    joined =
        Optional.of(
            new Joined(
                peering,
                records,
                new AuthorityFinder(authorities, self, chain, records, this::reach, sockets)));
  }

  private void reach(AuthorityDiscovery.Effect.Reach found) {
    reserved.hold(found.peers());
    Map<Bytes, PeerId> peers = new LinkedHashMap<>();
    found.authorities().forEach((key, peer) -> peers.put(key, peer.asPeer()));
    authorityPeers = peers;
  }

  private void onSuccess(PeerIdentity peer) {
    addresses.succeeded(peer);
    reserved.succeeded(peer);
  }

  void leave() {
    joined = Optional.empty();
    List.copyOf(links).forEach(Link::close);
  }

  // Time

  void tick() {
    if (joined.isEmpty()) {
      return;
    }
    joined.get().peering().chain().refresh();
    long now = now();
    for (Link link : List.copyOf(links)) {
      onEvents(link, link.connection().tick(now));
      link.flush();
    }
    for (Session session : sessions.all()) {
      if (session.isIdle(now) || session.isIdleContact(now)) {
        end(session);
      } else if (reserved.holds(session.identity) && !session.isConnected()) {
        session.contact = false;
        joined.get().peering().openAnnounces(session);
        session.link.flush();
      }
    }
    dialDue(now);
    joined.get().records().tick(now, random, randomBytes());
    joined.get().finder().tick(now, discovery.reachable(listening));
  }

  /** Dials a peer to ask it something; false when that is not possible now. */
  private boolean dialContact(PeerIdentity peer, Multiaddress address) {
    if (peer.equals(self)
        || links.size() >= config.limits().connections()
        || reputations.isBanned(peer, now())) {
      return false;
    }
    sockets.dial(peer, address, this);
    return true;
  }

  private void dialEnded(PeerIdentity peer) {
    dialler.ended(peer);
    contacts.failed(peer);
  }

  private void dialDue(long now) {
    while (links.size() < config.limits().connections()) {
      Optional<AddressBook.Target> target = dialler.next(now, sessions);
      if (target.isEmpty()) {
        return;
      }
      PeerIdentity peer = target.get().peer();
      if (reputations.isBanned(peer, now)) {
        dialler.ended(peer);
      } else {
        sockets.dial(peer, target.get().address(), this);
      }
    }
  }

  // Sockets

  @Override
  public boolean onEntered(Multiaddress remote) {
    LibP2pConfig.PeerLimits limits = config.limits();
    boolean room =
        joined.isPresent()
            && hosts.inbound() < limits.connections() - limits.dialled()
            && hosts.from(remote) < limits.perHost();
    if (room) {
      hosts.entered(remote);
    }
    return room;
  }

  @Override
  public void onLeft(Multiaddress remote) {
    hosts.left(remote);
  }

  @Override
  public Optional<Connection> onOpen(
      Optional<PeerIdentity> expected, Optional<Multiaddress> remote) {
    if (joined.isEmpty() || links.size() >= config.limits().connections()) {
      expected.ifPresent(this::dialEnded);
      return Optional.empty();
    }
    NetworkProtocols protocols = joined.get().peering().all();
    ConnectionSetup setup =
        new ConnectionSetup(
            expected.isPresent(),
            expected,
            new NoiseSecrets(config.identity(), noiseKey, randomBytes()),
            protocols,
            () ->
                new Identification(
                    config.identity().publicKey(), AGENT, listening, protocols.names(), remote),
            remote);
    return Optional.of(new Connection(setup, now()));
  }

  @Override
  public void onLink(Link link) {
    links.add(link);
  }

  @Override
  public void onUnreachable(PeerIdentity peer) {
    dialEnded(peer);
  }

  @Override
  public void onClosed(Link link) {
    links.remove(link);
    link.connection().expected().ifPresent(this::dialEnded);
    sessions.of(link).ifPresent(this::end);
  }

  private void end(Session session) {
    sessions.remove(session);
    disconnect(session);
    List<Consumer<Optional<Bytes>>> unanswered = List.copyOf(session.asked.values());
    session.asked.clear();
    unanswered.forEach(answer -> answer.accept(Optional.empty()));
    session.link.close();
  }

  private void disconnect(Session session) {
    if (sessions.connected().remove(session.id, session)) {
      joined.ifPresent(to -> {
        LocalPeer node = to.peering().chain().node();
        node.thread().execute(() -> node.onDisconnected(session.id));
      });
    }
  }

  // What peers do

  @Override
  public void onEvents(Link link, List<ConnectionEvent> events) {
    for (ConnectionEvent event : events) {
      if (event instanceof ConnectionEvent.Established(PeerIdentity peer)) {
        onEstablished(link, peer);
      } else if (event instanceof ConnectionEvent.Broken(String reason)) {
        LOG.debug("closes the connection with {}: {}", link, reason);
        link.connection().peer().ifPresent(peer -> reputations.complain(peer, now()));
        link.close();
      } else {
        joined.ifPresent(
            to -> sessions.of(link).ifPresent(session -> to.peering().onEvent(session, event)));
      }
    }
  }

  private void onEstablished(Link link, PeerIdentity peer) {
    boolean wanted = link.connection().expected().map(dialler::ended).orElse(false);
    Optional<Session> known = sessions.of(peer);
    if (joined.isEmpty()
        || peer.equals(self)
        || reputations.isBanned(peer, now())
        || known.isPresent() && !replaces(link, known.get())) {
      link.close();
      return;
    }
    known.ifPresent(this::end);
    Session session = new Session(peer, link, now());
    session.contact = link.connection().isDialer() && !wanted;
    sessions.add(session);
    if (wanted) {
      joined.get().peering().openAnnounces(session);
    }
    contacts.established(session);
  }

  /**
   * Which of two connections with a peer stays, so that both sides decide alike: the one that the
   * smaller identity dialled, and of two that the peer dialled, the later.
   */
  private boolean replaces(Link later, Session earlier) {
    boolean dialled = later.connection().isDialer();
    if (dialled == earlier.link.connection().isDialer()) {
      return !dialled;
    }
    return dialled == self.compareTo(earlier.identity) < 0;
  }

  // What the node does

  void send(PeerId peer, Protocol protocol, Bytes message) {
    joined.ifPresent(to -> to.peering().send(peer, protocol, message));
  }

  void request(PeerId peer, Protocol protocol, Bytes request, Consumer<Optional<Bytes>> answer) {
    joined.ifPresent(to -> to.peering().request(peer, protocol, request, answer));
  }

  void publish(KademliaMessage.Entry entry, IntConsumer taken) {
    joined.ifPresent(to -> {
      LocalPeer node = to.peering().chain().node();
      to.records().publish(entry, count -> node.thread().execute(() -> taken.accept(count)));
    });
  }

  void find(Bytes key, Consumer<List<Bytes>> answer) {
    joined.ifPresent(to -> {
      LocalPeer node = to.peering().chain().node();
      to.records().find(key, found -> node.thread().execute(() -> answer.accept(found)));
    });
  }

  void report(PeerId peer, String reason) {
    Session session = sessions.connected().get(peer);
    if (session == null) {
      return;
    }
    LOG.info("complains of {}: {}", peer.name(), reason);
    if (reputations.complain(session.identity, now())) {
      LOG.info("bans {} for a while", peer.name());
      end(session);
    }
  }
}
