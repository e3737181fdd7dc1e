package io.braid.network.transport;

import io.braid.network.connection.Connection;
import io.braid.network.identity.Multiaddress;
import io.braid.network.identity.PeerIdentity;
import io.braid.primitives.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of a socket's pipeline: feeds its bytes to a connection. */
final class LinkHandler extends SimpleChannelInboundHandler<ByteBuf> {
  private static final Logger LOG = LoggerFactory.getLogger(LinkHandler.class);

  private final LinkListener listener;
  private final Optional<PeerIdentity> expected;
  private final boolean webSocket;
  private Optional<Link> link = Optional.empty();
  private Optional<Multiaddress> entered = Optional.empty();

  LinkHandler(LinkListener listener, Optional<PeerIdentity> expected, boolean webSocket) {
    this.listener = listener;
    this.expected = expected;
    this.webSocket = webSocket;
  }

  /** The socket, and over WebSocket its handshake, is ready. */
  void open(ChannelHandlerContext context) {
    Optional<Connection> connection = listener.onOpen(expected, remote(context));
    if (connection.isEmpty()) {
      context.close();
      return;
    }
    Link made = new Link(context.channel(), connection.get());
    link = Optional.of(made);
    listener.onLink(made);
    made.flush();
  }

  private Optional<Multiaddress> remote(ChannelHandlerContext context) {
    return context.channel().remoteAddress() instanceof InetSocketAddress address
        ? Optional.of(
            new Multiaddress(
                new Multiaddress.HostName.Ip(Bytes.of(address.getAddress().getAddress())),
                address.getPort(),
                webSocket,
                Optional.empty()))
        : Optional.empty();
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (expected.isEmpty()) {
      entered = remote(context).filter(listener::onEntered);
      if (entered.isEmpty()) {
        context.close();
        return;
      }
    }
    if (!webSocket) {
      open(context);
      return;
    }
    context
        .executor()
        .schedule(
            () -> {
              if (link.isEmpty()) {
                context.close();
              }
            },
            Connection.HANDSHAKE_TIMEOUT_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (WebSocketPipeline.isReady(event)) {
      open(context);
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
    link.ifPresent(open -> {
      byte[] copy = new byte[bytes.readableBytes()];
      bytes.readBytes(copy);
      listener.onEvents(open, open.connection().receive(copy, 0, copy.length));
      open.flush();
    });
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    link.ifPresent(Link::flush);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (link.isPresent()) {
      listener.onClosed(link.get());
    } else {
      expected.ifPresent(listener::onUnreachable);
    }
    link = Optional.empty();
    entered.ifPresent(listener::onLeft);
    entered = Optional.empty();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (!(cause instanceof IOException)) {
      LOG.warn("closes the connection with {}", context.channel().remoteAddress(), cause);
    }
    context.close();
  }
}
