package io.braid.network;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.network.AnnounceHandshake.PeerRole;
import io.braid.network.connection.Connection;
import io.braid.network.connection.ConnectionEvent;
import io.braid.network.connection.Identification;
import io.braid.network.connection.NetworkProtocols;
import io.braid.network.connection.NotificationProtocol;
import io.braid.network.connection.RequestProtocol;
import io.braid.network.identity.PeerIdentity;
import io.braid.network.peers.Reputations;
import io.braid.network.transport.Sockets;
import io.braid.primitives.Bytes;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What connections have to do with the chain of the node that has joined. Belongs to the network's
 * thread.
 *
 * <p>A peer is told to the node when blocks are announced in both directions, and until one of them
 * ends; then the connection ends too.
 */
final class Peering {
  private static final Logger LOG = LoggerFactory.getLogger(Peering.class);

  /** Tasks that one peer may cause on the node's thread before what it sends is lost. */
  private static final int MAX_UNHANDLED = 512;

  private final ChainSide chain;
  private final ChainProtocols protocols;
  private final NetworkProtocols all;
  private final PeerRole role;
  private final LibP2pConfig.PeerLimits limits;
  private final Sessions sessions;
  private final Reputations reputations;
  private final Discovery discovery;
  private final Sockets sockets;
  private final Executor proofs;
  private final Predicate<PeerIdentity> reserved;
  private final Consumer<PeerIdentity> onSuccess;
  private final Consumer<Session> ending;

  /**
   * @param proofs answers requests that only read immutable state; may reject when it has too many
   * @param reserved peers for whom there is always room
   * @param onSuccess hears of peers that are connected
   * @param ending ends a connection and all that depends on it
   */
  Peering(
      ChainSide chain,
      LibP2pConfig config,
      Sessions sessions,
      Reputations reputations,
      Discovery discovery,
      Sockets sockets,
      Executor proofs,
      Predicate<PeerIdentity> reserved,
      Consumer<PeerIdentity> onSuccess,
      Consumer<Session> ending) {
    this.chain = chain;
    this.sessions = sessions;
    this.reputations = reputations;
    this.discovery = discovery;
    this.sockets = sockets;
    this.proofs = proofs;
    this.reserved = reserved;
    this.onSuccess = onSuccess;
    this.ending = ending;
    protocols = new ChainProtocols(chain.genesis(), config.forkId(), config.protocolId());
    all = protocols.all();
    role = config.authority() ? PeerRole.AUTHORITY : PeerRole.FULL;
    limits = config.limits();
  }

  ChainSide chain() {
    return chain;
  }

  RequestProtocol kademlia() {
    return protocols.kademlia();
  }

  NetworkProtocols all() {
    return all;
  }

  /** Offers to announce blocks. */
  void openAnnounces(Session session) {
    session
        .link
        .connection()
        .openNotifications(
            protocols.notification(Protocol.BLOCK_ANNOUNCES), chain.announceHandshake(role));
  }

  /** Something happened on an established connection. */
  void onEvent(Session session, ConnectionEvent event) {
    switch (event) {
      case ConnectionEvent.Established established -> {}
      case ConnectionEvent.Broken broken -> {}
      case ConnectionEvent.Identified(Identification about) ->
          discovery.onIdentified(
              session.identity,
              about,
              protocols.kademlia().names(),
              session.link.connection().remote());
      case ConnectionEvent.NotificationsOffered offered -> onOffered(session, offered);
      case ConnectionEvent.NotificationsOpened(NotificationProtocol protocol, Bytes handshake) ->
          onOpened(session, protocols.of(protocol), handshake);
      case ConnectionEvent.NotificationsClosed(NotificationProtocol protocol) -> {
        session.refused(protocols.of(protocol), Swarm.now());
        endWithAnnounces(session, protocols.of(protocol));
      }
      case ConnectionEvent.NotificationsEnded(NotificationProtocol protocol) ->
          endWithAnnounces(session, protocols.of(protocol));
      case ConnectionEvent.NotificationReceived(NotificationProtocol protocol, Bytes message) -> {
        Protocol of = protocols.of(protocol);
        if (session.isConnected()) {
          handle(
              session,
              chain.node().thread(),
              () -> chain.node().onMessage(session.id, of, message));
        }
      }
      case ConnectionEvent.RequestReceived(
              int substream,
              RequestProtocol protocol,
              Bytes request) ->
          onRequest(session, substream, protocol, request);
      case ConnectionEvent.ResponseReceived(int substream, Optional<Bytes> response) ->
          Optional.ofNullable(session.asked.remove(substream))
              .ifPresent(answer -> answer.accept(response));
    }
  }

  private void endWithAnnounces(Session session, Protocol protocol) {
    if (protocol == Protocol.BLOCK_ANNOUNCES) {
      ending.accept(session);
    }
  }

  private void onOffered(Session session, ConnectionEvent.NotificationsOffered offered) {
    Connection connection = session.link.connection();
    if (protocols.of(offered.protocol()) != Protocol.BLOCK_ANNOUNCES) {
      if (session.announcesIn) {
        connection.accept(offered.substream(), role.encode());
      } else {
        connection.refuse(offered.substream());
      }
      return;
    }
    if (greet(session, offered.handshake())) {
      connection.accept(offered.substream(), chain.announceHandshake(role));
      session.announcesIn = true;
      openAnnounces(session);
      connectWhenBoth(session);
    }
  }

  private void onOpened(Session session, Protocol protocol, Bytes handshake) {
    if (protocol != Protocol.BLOCK_ANNOUNCES) {
      NotificationProtocol of = protocols.notification(protocol);
      session.opened(protocol).forEach(m -> session.link.connection().notify(of, m));
    } else if (greet(session, handshake)) {
      session.announcesOut = true;
      session
          .opened(protocol)
          .forEach(m -> session.link.connection().notify(protocols.notification(protocol), m));
      connectWhenBoth(session);
    }
  }

  /** Reads what a peer says of its chain; ends the connection when it is not ours. */
  private boolean greet(Session session, Bytes handshake) {
    Optional<AnnounceHandshake> said = AnnounceHandshake.decode(handshake);
    if (said.isEmpty() || !said.get().genesis().equals(chain.genesis())) {
      LOG.info("expected a peer of the chain {}, not {}", chain.genesis(), session.id.name());
      reputations.ban(session.identity, Swarm.now());
      ending.accept(session);
      return false;
    }
    session.role = Optional.of(said.get().role());
    session.best = Optional.of(said.get().best());
    if (!session.link.connection().isDialer() && !session.isConnected() && !hasRoomFor(session)) {
      ending.accept(session);
      return false;
    }
    return true;
  }

  private boolean hasRoomFor(Session session) {
    if (reserved.test(session.identity)) {
      return true;
    }
    long alike =
        sessions.connected().values().stream()
            .filter(s ->
                s != session
                    && s.isLight() == session.isLight()
                    && !s.link.connection().isDialer()
                    && !reserved.test(s.identity))
            .count();
    return alike < (session.isLight() ? limits.light() : limits.inbound());
  }

  private void connectWhenBoth(Session session) {
    if (session.isConnected() && sessions.connected().putIfAbsent(session.id, session) == null) {
      onSuccess.accept(session.identity);
      LocalPeer node = chain.node();
      BlockRef best = session.shownBest();
      BlockRef told = session.isLight() ? new BlockRef(0, chain.genesis()) : best;
      node.thread().execute(() -> node.onConnected(session.id, told));
    }
  }

  private void onRequest(Session session, int substream, RequestProtocol protocol, Bytes request) {
    Connection connection = session.link.connection();
    Optional<Protocol> of = protocols.of(protocol);
    if (of.isEmpty()) {
      connection.respond(substream, discovery.answer(session.identity, request, Swarm.now()));
      return;
    }
    Executor thread = isPureRead(of.get()) ? proofs : chain.node().thread();
    boolean taken =
        handle(
            session,
            thread,
            () -> {
              Optional<Bytes> response = chain.node().onRequest(session.id, of.get(), request);
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
    Session session = sessions.connected().get(peer);
    if (session == null || session.isLight() && !isForLight(protocol)) {
      return;
    }
    NotificationProtocol of = protocols.notification(protocol);
    Connection connection = session.link.connection();
    switch (session.send(protocol, message, Swarm.now())) {
      case NOW -> connection.notify(of, message);
      case AFTER_OPENING -> connection.openNotifications(of, role.encode());
      case WHEN_OPEN, NEVER -> {}
    }
    session.link.flush();
  }

  private static boolean isForLight(Protocol protocol) {
    return protocol == Protocol.BLOCK_ANNOUNCES || protocol == Protocol.GRANDPA;
  }

  void request(PeerId peer, Protocol protocol, Bytes request, Consumer<Optional<Bytes>> answer) {
    LocalPeer node = chain.node();
    Consumer<Optional<Bytes>> onNode =
        response -> node.thread().execute(() -> answer.accept(response));
    Session session = sessions.connected().get(peer);
    if (session == null) {
      onNode.accept(Optional.empty());
    } else {
      session.ask(protocols.request(protocol), request, onNode);
    }
  }
}
