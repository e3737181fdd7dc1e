package io.braid.network.transport;

import io.braid.network.identity.Multiaddress;
import io.braid.network.identity.PeerIdentity;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All sockets of a node, on one thread: the network's. */
public final class Sockets implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sockets.class);
  private static final int CONNECT_TIMEOUT_MILLIS = 10_000;
  private static final int BACKLOG = 128;

  /** Names are looked up on threads of their own: the lookup blocks. */
  private static final AddressResolverGroup<InetSocketAddress> LOOKUPS = new Lookups();

  /** Bytes that a socket's queue may hold before nothing more is asked of the connection. */
  private static final WriteBufferWaterMark UNSENT = new WriteBufferWaterMark(128 << 10, 512 << 10);

  private final MultiThreadIoEventLoopGroup group;
  private final EventLoop loop;
  private final List<Channel> servers = new ArrayList<>();
  private final TrafficMeter meter = new TrafficMeter();

  public Sockets(String name) {
    group =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("network-" + name, true), NioIoHandler.newFactory());
    loop = group.next();
  }

  /** What went over all sockets so far. May be called on any thread. */
  public Traffic traffic() {
    return meter.read();
  }

  /** Does something on the network's thread; nothing when the network is closed. */
  public void execute(Runnable task) {
    try {
      loop.execute(task);
    } catch (RejectedExecutionException closed) {
      // Whatever is still sent is lost, as on a real network whose cable is pulled.
    }
  }

  /** Does something again and again on the network's thread, until the network is closed. */
  public void repeat(Runnable task, long periodMillis) {
    Runnable loud =
        () -> {
          try {
            task.run();
          } catch (RuntimeException bug) {
            LOG.error("the network stops to keep time", bug);
            throw bug;
          }
        };
    var unused = loop.scheduleAtFixedRate(loud, periodMillis, periodMillis, TimeUnit.MILLISECONDS);
  }

  /**
   * Begins to accept.
   *
   * @return the address with the port that was taken
   * @throws IOException when the address cannot be had
   */
  public Multiaddress listen(Multiaddress address, LinkListener listener)
      throws IOException, InterruptedException {
    var bound =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, UNSENT)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    channel.pipeline().addLast(meter);
                    if (address.webSocket()) {
                      WebSocketPipeline.addServer(channel.pipeline());
                    }
                    channel
                        .pipeline()
                        .addLast(new LinkHandler(listener, Optional.empty(), address.webSocket()));
                  }
                })
            .bind(address.hostText(), address.port())
            .await();
    if (!bound.isSuccess()) {
      throw new IOException(
          "expected to listen at " + address + "; choose another address or port", bound.cause());
    }
    servers.add(bound.channel());
    return address.withPort(((InetSocketAddress) bound.channel().localAddress()).getPort());
  }

  /** Dials a peer; the listener hears of it, whatever happens. */
  public void dial(PeerIdentity peer, Multiaddress address, LinkListener listener) {
    new Bootstrap()
        .group(group)
        .channel(NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
        .option(ChannelOption.WRITE_BUFFER_WATER_MARK, UNSENT)
        .handler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                channel.pipeline().addLast(meter);
                if (address.webSocket()) {
                  WebSocketPipeline.addClient(channel.pipeline(), uri(address));
                }
                channel
                    .pipeline()
                    .addLast(new LinkHandler(listener, Optional.of(peer), address.webSocket()));
              }
            })
        .resolver(LOOKUPS)
        .connect(InetSocketAddress.createUnresolved(address.hostText(), address.port()))
        .addListener(
            (ChannelFutureListener)
                attempt -> {
                  if (!attempt.isSuccess()) {
                    listener.onUnreachable(peer);
                  }
                });
  }

  private static URI uri(Multiaddress address) {
    String host = address.hostText();
    return URI.create(
        "ws://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.port() + "/");
  }

  @Override
  public void close() {
    servers.forEach(Channel::close);
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS);
  }
}
