package io.braid.network;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.network.AnnounceHandshake.PeerRole;
import io.braid.network.connection.Connection;
import io.braid.network.connection.ConnectionEvent;
import io.braid.network.connection.ConnectionSetup;
import io.braid.network.connection.Identification;
import io.braid.network.connection.NetworkProtocols;
import io.braid.network.connection.NotificationProtocol;
import io.braid.network.connection.RequestProtocol;
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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All connections of a node, and what they have to do with its chain. Belongs to the network's
 * thread but for {@link #connected}.
 *
 * <p>A peer is told to the node when blocks are announced in both directions, and until one of them
 * ends; then the connection ends too.
 */
final class Swarm implements LinkListener {
  private static final Logger LOG = LoggerFactory.getLogger(Swarm.class);
  private static final String AGENT = "Braid/0.1.0";

  /** Tasks that one peer may cause on the node's thread before what it sends is lost. */
  private static final int MAX_UNHANDLED = 512;

  /** Requests of ours under way to one peer. */
  private static final int MAX_ASKED = 64;

  private final LibP2pConfig config;
  private final PeerIdentity self;
  private final Sockets sockets;
  private final Executor proofs;
  private final SecureRandom random = new SecureRandom();
  private final Bytes noiseKey = randomBytes();
  private final AddressBook addresses = new AddressBook();
  private final Reputations reputations = new Reputations();
  private final Discovery discovery;
  private final Set<Link> links = new LinkedHashSet<>();
  private final Set<PeerIdentity> dialling = new LinkedHashSet<>();
  private final Map<PeerIdentity, Session> sessions = new LinkedHashMap<>();
  private final NavigableMap<PeerId, Session> connected = new ConcurrentSkipListMap<>();
  private List<Multiaddress> listening = List.of();
  private Optional<Joined> joined = Optional.empty();

  private record Joined(ChainSide chain, ChainProtocols protocols, NetworkProtocols all) {}

  /**
   * @param proofs answers requests that only read immutable state; may reject when it has too many
   */
  Swarm(LibP2pConfig config, PeerIdentity self, Sockets sockets, Executor proofs) {
    this.proofs = proofs;
    this.config = config;
    this.self = self;
    this.sockets = sockets;
    discovery = new Discovery(self, addresses);
    config.bootnodes().forEach(a -> addresses.addBootnode(a.peer().orElseThrow(), a));
  }

  private Bytes randomBytes() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return Bytes.wrap(bytes);
  }

  private static long now() {
    return System.nanoTime() / 1_000_000;
  }

  /** Peers that the node knows. May be read on any thread. */
  NavigableMap<PeerId, Session> connected() {
    return connected;
  }

  void listening(List<Multiaddress> at) {
    List<Multiaddress> copy = List.copyOf(at);
    sockets.execute(() -> listening = copy);
  }

  void join(ChainSide chain) {
    ChainProtocols protocols = new ChainProtocols(chain.genesis(), config.protocolId());
    joined = Optional.of(new Joined(chain, protocols, protocols.all()));
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
    joined.get().chain().refresh();
    long now = now();
    for (Link link : List.copyOf(links)) {
      onEvents(link, link.connection().tick(now));
      link.flush();
    }
    dialDue(now);
    discovery
        .due(now, randomBytes())
        .ifPresent(question -> askSomebody(joined.get().protocols().kademlia(), question));
  }

  private void dialDue(long now) {
    long dialled =
        dialling.size()
            + sessions.values().stream().filter(s -> s.link.connection().isDialer()).count();
    while (dialled < config.limits().dialled() && links.size() < config.limits().connections()) {
      Set<PeerIdentity> except = new LinkedHashSet<>(sessions.keySet());
      except.addAll(dialling);
      except.add(self);
      Optional<AddressBook.Target> target = addresses.due(now, except);
      if (target.isEmpty()) {
        return;
      }
      dialled++;
      PeerIdentity peer = target.get().peer();
      if (!reputations.isBanned(peer, now)) {
        dialling.add(peer);
        sockets.dial(peer, target.get().address(), this);
      }
    }
  }

  private void askSomebody(RequestProtocol protocol, Bytes question) {
    List<Session> full = sessions.values().stream().filter(s -> !s.isLight()).toList();
    if (!full.isEmpty()) {
      Session session = full.get(random.nextInt(full.size()));
      ask(session, protocol, question, answer -> answer.ifPresent(discovery::onAnswer));
    }
  }

  // Sockets

  @Override
  public Optional<Connection> onOpen(
      Optional<PeerIdentity> expected, Optional<Multiaddress> remote) {
    if (joined.isEmpty() || links.size() >= config.limits().connections()) {
      expected.ifPresent(dialling::remove);
      return Optional.empty();
    }
    NetworkProtocols protocols = joined.get().all();
    ConnectionSetup setup =
        new ConnectionSetup(
            expected.isPresent(),
            expected,
            new NoiseSecrets(config.identity(), noiseKey, randomBytes()),
            protocols,
            () ->
                new Identification(
                    config.identity().publicKey(), AGENT, listening, protocols.names()),
            remote);
    return Optional.of(new Connection(setup, now()));
  }

  @Override
  public void onLink(Link link) {
    links.add(link);
  }

  @Override
  public void onUnreachable(PeerIdentity peer) {
    dialling.remove(peer);
  }

  @Override
  public void onClosed(Link link) {
    links.remove(link);
    link.connection().expected().ifPresent(dialling::remove);
    sessionOf(link).ifPresent(this::end);
  }

  private Optional<Session> sessionOf(Link link) {
    return link.connection().peer().map(sessions::get).filter(session -> session.link.equals(link));
  }

  private void end(Session session) {
    sessions.remove(session.identity);
    disconnect(session);
    List<Consumer<Optional<Bytes>>> unanswered = List.copyOf(session.asked.values());
    session.asked.clear();
    unanswered.forEach(answer -> answer.accept(Optional.empty()));
    session.link.close();
  }

  private void disconnect(Session session) {
    if (connected.remove(session.id, session)) {
      joined.ifPresent(to ->
          to.chain().node().thread().execute(() -> to.chain().node().onDisconnected(session.id)));
    }
  }

  // What peers do

  @Override
  public void onEvents(Link link, List<ConnectionEvent> events) {
    for (ConnectionEvent event : events) {
      switch (event) {
        case ConnectionEvent.Established(PeerIdentity peer) -> onEstablished(link, peer);
        case ConnectionEvent.Broken(String reason) -> {
          LOG.debug("closes the connection with {}: {}", link, reason);
          link.connection().peer().ifPresent(peer -> reputations.complain(peer, now()));
          link.close();
        }
        default -> sessionOf(link).ifPresent(session -> onEvent(session, event));
      }
    }
  }

  private void onEstablished(Link link, PeerIdentity peer) {
    link.connection().expected().ifPresent(dialling::remove);
    Session known = sessions.get(peer);
    if (joined.isEmpty()
        || peer.equals(self)
        || reputations.isBanned(peer, now())
        || known != null && !replaces(link, known)) {
      link.close();
      return;
    }
    if (known != null) {
      end(known);
    }
    Session session = new Session(peer, link);
    sessions.put(peer, session);
    if (link.connection().isDialer()) {
      openAnnounces(session);
    }
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

  private void openAnnounces(Session session) {
    joined.ifPresent(to ->
        session
            .link
            .connection()
            .openNotifications(
                to.protocols().notification(Protocol.BLOCK_ANNOUNCES),
                to.chain().announceHandshake(ownRole())));
  }

  private PeerRole ownRole() {
    return config.authority() ? PeerRole.AUTHORITY : PeerRole.FULL;
  }

  private void onEvent(Session session, ConnectionEvent event) {
    if (joined.isEmpty()) {
      return;
    }
    Joined to = joined.get();
    switch (event) {
      case ConnectionEvent.Established established -> {}
      case ConnectionEvent.Broken broken -> {}
      case ConnectionEvent.Identified(Identification about) ->
          discovery.onIdentified(
              session.identity,
              about,
              to.protocols().kademlia().names(),
              session.link.connection().remote());
      case ConnectionEvent.NotificationsOffered offered -> onOffered(session, to, offered);
      case ConnectionEvent.NotificationsOpened(NotificationProtocol protocol, Bytes handshake) ->
          onOpened(session, to, to.protocols().of(protocol), handshake);
      case ConnectionEvent.NotificationsClosed(NotificationProtocol protocol) -> {
        session.refused(to.protocols().of(protocol), now());
        endWithAnnounces(session, to.protocols().of(protocol));
      }
      case ConnectionEvent.NotificationsEnded(NotificationProtocol protocol) ->
          endWithAnnounces(session, to.protocols().of(protocol));
      case ConnectionEvent.NotificationReceived(NotificationProtocol protocol, Bytes message) -> {
        Protocol of = to.protocols().of(protocol);
        if (session.isConnected()) {
          handle(
              session,
              to.chain().node().thread(),
              () -> to.chain().node().onMessage(session.id, of, message));
        }
      }
      case ConnectionEvent.RequestReceived(
              int substream,
              RequestProtocol protocol,
              Bytes request) ->
          onRequest(session, to, substream, protocol, request);
      case ConnectionEvent.ResponseReceived(int substream, Optional<Bytes> response) ->
          Optional.ofNullable(session.asked.remove(substream))
              .ifPresent(answer -> answer.accept(response));
    }
  }

  private void endWithAnnounces(Session session, Protocol protocol) {
    if (protocol == Protocol.BLOCK_ANNOUNCES) {
      end(session);
    }
  }

  private void onOffered(Session session, Joined to, ConnectionEvent.NotificationsOffered offered) {
    Connection connection = session.link.connection();
    if (to.protocols().of(offered.protocol()) != Protocol.BLOCK_ANNOUNCES) {
      if (session.announcesIn) {
        connection.accept(offered.substream(), ownRole().encode());
      } else {
        connection.refuse(offered.substream());
      }
      return;
    }
    if (greet(session, to, offered.handshake())) {
      connection.accept(offered.substream(), to.chain().announceHandshake(ownRole()));
      session.announcesIn = true;
      openAnnounces(session);
      connectWhenBoth(session, to);
    }
  }

  private void onOpened(Session session, Joined to, Protocol protocol, Bytes handshake) {
    if (protocol != Protocol.BLOCK_ANNOUNCES) {
      NotificationProtocol of = to.protocols().notification(protocol);
      session.opened(protocol).forEach(m -> session.link.connection().notify(of, m));
    } else if (greet(session, to, handshake)) {
      session.announcesOut = true;
      session
          .opened(protocol)
          .forEach(m -> session.link.connection().notify(to.protocols().notification(protocol), m));
      connectWhenBoth(session, to);
    }
  }

  /** Reads what a peer says of its chain; ends the connection when it is not ours. */
  private boolean greet(Session session, Joined to, Bytes handshake) {
    Optional<AnnounceHandshake> said = AnnounceHandshake.decode(handshake);
    if (said.isEmpty() || !said.get().genesis().equals(to.chain().genesis())) {
      LOG.info("expected a peer of the chain {}, not {}", to.chain().genesis(), session.id.name());
      reputations.ban(session.identity, now());
      end(session);
      return false;
    }
    session.role = Optional.of(said.get().role());
    session.best = Optional.of(said.get().best());
    if (!session.link.connection().isDialer() && !session.isConnected() && !hasRoomFor(session)) {
      end(session);
      return false;
    }
    return true;
  }

  private boolean hasRoomFor(Session session) {
    long alike =
        connected.values().stream()
            .filter(s ->
                s != session && s.isLight() == session.isLight() && !s.link.connection().isDialer())
            .count();
    return alike < (session.isLight() ? config.limits().light() : config.limits().inbound());
  }

  private void connectWhenBoth(Session session, Joined to) {
    if (session.isConnected() && connected.putIfAbsent(session.id, session) == null) {
      addresses.succeeded(session.identity);
      LocalPeer node = to.chain().node();
      BlockRef best = session.shownBest();
      BlockRef told = session.isLight() ? new BlockRef(0, to.chain().genesis()) : best;
      node.thread().execute(() -> node.onConnected(session.id, told));
    }
  }

  private void onRequest(
      Session session, Joined to, int substream, RequestProtocol protocol, Bytes request) {
    Connection connection = session.link.connection();
    Optional<Protocol> of = to.protocols().of(protocol);
    if (of.isEmpty()) {
      connection.respond(substream, discovery.answer(request, now()));
      return;
    }
    Executor thread = isPureRead(of.get()) ? proofs : to.chain().node().thread();
    boolean taken =
        handle(
            session,
            thread,
            () -> {
              Optional<Bytes> response = to.chain().node().onRequest(session.id, of.get(), request);
              sockets.execute(() -> {
                connection.respond(substream, response);
                session.link.flush();
              });
            });
    if (!taken) {
      connection.respond(substream, Optional.empty());
    }
  }

  /** Requests that need no more than immutable state do not wait for the node, nor it for them. */
  private static boolean isPureRead(Protocol protocol) {
    return protocol == Protocol.LIGHT || protocol == Protocol.STATE;
  }

  /** Gives the node something to do for a peer, unless the peer has given it too much already. */
  private static boolean handle(Session session, Executor thread, Runnable task) {
    if (session.unhandled.incrementAndGet() > MAX_UNHANDLED) {
      session.unhandled.decrementAndGet();
      return false;
    }
    try {
      thread.execute(() -> {
        session.unhandled.decrementAndGet();
        task.run();
      });
      return true;
    } catch (RejectedExecutionException tooMany) {
      session.unhandled.decrementAndGet();
      return false;
    }
  }

  // What the node does

  void send(PeerId peer, Protocol protocol, Bytes message) {
    Session session = connected.get(peer);
    if (session == null || joined.isEmpty() || session.isLight() && !isForLight(protocol)) {
      return;
    }
    NotificationProtocol of = joined.get().protocols().notification(protocol);
    Connection connection = session.link.connection();
    switch (session.send(protocol, message, now())) {
      case NOW -> connection.notify(of, message);
      case AFTER_OPENING -> connection.openNotifications(of, ownRole().encode());
      case WHEN_OPEN, NEVER -> {}
    }
    session.link.flush();
  }

  private static boolean isForLight(Protocol protocol) {
    return protocol == Protocol.BLOCK_ANNOUNCES || protocol == Protocol.GRANDPA;
  }

  void request(PeerId peer, Protocol protocol, Bytes request, Consumer<Optional<Bytes>> answer) {
    if (joined.isEmpty()) {
      return;
    }
    LocalPeer node = joined.get().chain().node();
    Consumer<Optional<Bytes>> onNode =
        response -> node.thread().execute(() -> answer.accept(response));
    Session session = connected.get(peer);
    if (session == null) {
      onNode.accept(Optional.empty());
    } else {
      ask(session, joined.get().protocols().request(protocol), request, onNode);
    }
  }

  private static void ask(
      Session session, RequestProtocol protocol, Bytes request, Consumer<Optional<Bytes>> answer) {
    Optional<Integer> substream =
        session.asked.size() < MAX_ASKED
            ? session.link.connection().request(protocol, request)
            : Optional.empty();
    if (substream.isPresent()) {
      session.asked.put(substream.get(), answer);
      session.link.flush();
    } else {
      answer.accept(Optional.empty());
    }
  }

  /** Keeps a record, and gives it to the connected peers that are closest to its key. */
  void publish(KademliaMessage.Entry entry) {
    if (joined.isEmpty() || !discovery.keep(entry, now())) {
      return;
    }
    Bytes request = KademliaMessage.putValue(entry).encode();
    for (Session session : closest(entry.key())) {
      ask(session, joined.get().protocols().kademlia(), request, answer -> {});
    }
  }

  private List<Session> closest(Bytes key) {
    return discovery.closest(key).stream()
        .filter(sessions::containsKey)
        .map(peer -> sessions.get(peer))
        .filter(session -> !session.isLight())
        .toList();
  }

  /** Asks the connected peers that are closest to a key, one after the other, for its record. */
  void find(Bytes key, Consumer<Optional<Bytes>> answer) {
    if (joined.isEmpty()) {
      return;
    }
    LocalPeer node = joined.get().chain().node();
    Consumer<Optional<Bytes>> onNode = found -> node.thread().execute(() -> answer.accept(found));
    Optional<Bytes> kept = discovery.kept(key, now());
    if (kept.isPresent()) {
      onNode.accept(kept);
    } else {
      findAt(new ArrayDeque<>(closest(key)), key, onNode);
    }
  }

  private void findAt(Deque<Session> peers, Bytes key, Consumer<Optional<Bytes>> answer) {
    Session next = peers.poll();
    if (next == null || joined.isEmpty()) {
      answer.accept(Optional.empty());
      return;
    }
    ask(
        next,
        joined.get().protocols().kademlia(),
        KademliaMessage.getValue(key).encode(),
        response -> {
          Optional<Bytes> value =
              response
                  .flatMap(discovery::onAnswer)
                  .flatMap(KademliaMessage::entry)
                  .filter(entry -> entry.key().equals(key))
                  .map(KademliaMessage.Entry::value);
          if (value.isPresent()) {
            answer.accept(value);
          } else {
            findAt(peers, key, answer);
          }
        });
  }

  void report(PeerId peer, String reason) {
    Session session = connected.get(peer);
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
