package io.braid.rpc;

import io.braid.rpc.methods.ChainFeed;
import io.braid.rpc.methods.Methods;
import io.braid.rpc.node.HealthView;
import io.braid.rpc.node.NodeHandle;
import io.braid.rpc.protocol.Dispatcher;
import io.braid.rpc.protocol.MethodTable;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** A node's JSON-RPC server, from {@link #start} to {@link #close}. */
public final class RpcServer implements AutoCloseable {
  /** Above this, nothing more is read from a connection until it has taken what it asked for. */
  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(256 << 10, 1 << 20);

  private final EventLoopGroup events;
  private final ExecutorService workers;
  private final ExecutorService notifier;
  private final ChannelGroup connections =
      new DefaultChannelGroup("rpc", GlobalEventExecutor.INSTANCE);
  private final InetAddress host;
  private final Channel listening;

  private RpcServer(RpcConfig config, NodeHandle node) throws IOException {
    workers = RpcThreads.workers(config.workers(), config.limits().maxConnections());
    notifier = RpcThreads.notifier();
    MethodTable methods =
        node.ask(
                () -> {
                  ChainFeed feed =
                      ChainFeed.attach(node.chain(), notifier, config.limits().maxQueuedEvents());
                  return Methods.of(node, feed, config.limits(), workers);
                })
            .join();
    host = config.address().getAddress();
    events = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    Dispatcher dispatcher = new Dispatcher(methods, config.limits());
    ChannelFuture bound =
        bootstrap(config, dispatcher, node.health()).bind(config.address()).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      stopThreads();
      throw new IOException(
          "expected to listen for JSON-RPC on "
              + config.address()
              + ", found that it cannot: "
              + bound.cause().getMessage()
              + "; choose another port, or stop the program that has it",
          bound.cause());
    }
    listening = bound.channel();
  }

  /**
   * Listens. Waits for the node's thread once: call on any thread but that one.
   *
   * @throws IOException when the address cannot be had; the message names it
   */
  public static RpcServer start(RpcConfig config, NodeHandle node) throws IOException {
    return new RpcServer(config, node);
  }

  /** Where it listens, with the port that it got. */
  public InetSocketAddress address() {
    // The channel's own word for every address of IPv4 is that of IPv6.
    return new InetSocketAddress(host, ((InetSocketAddress) listening.localAddress()).getPort());
  }

  private ServerBootstrap bootstrap(RpcConfig config, Dispatcher dispatcher, HealthView health) {
    return new ServerBootstrap()
        .group(events)
        .channel(NioServerSocketChannel.class)
        .option(ChannelOption.SO_REUSEADDR, true)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
        .childHandler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                connections.add(channel);
                int idle = config.limits().idleSeconds();
                Connection connection =
                    new Connection(channel, dispatcher, workers, config.limits());
                channel
                    .pipeline()
                    .addLast(new IdleStateHandler(idle, idle / 3, 0))
                    .addLast(new HttpServerCodec())
                    .addLast(new RequestAggregator(config.limits().maxRequestBytes()))
                    .addLast(
                        new HttpGate(
                            connection,
                            new Admission(config, channel, connections.size()),
                            health));
              }
            });
  }

  /** Stops listening and closes all connections. */
  @Override
  public void close() {
    listening.close().awaitUninterruptibly();
    connections.close().awaitUninterruptibly();
    stopThreads();
  }

  private void stopThreads() {
    events.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    workers.shutdownNow();
    notifier.shutdownNow();
  }
}
