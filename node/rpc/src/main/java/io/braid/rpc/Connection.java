package io.braid.rpc;

import io.braid.primitives.Bytes;
import io.braid.rpc.protocol.Answer;
import io.braid.rpc.protocol.Dispatcher;
import io.braid.rpc.protocol.RpcError;
import io.braid.rpc.protocol.RpcLimits;
import io.braid.rpc.protocol.Session;
import io.braid.rpc.protocol.Subscription;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client. Its requests go to a worker one at a time, so that it cannot occupy all of them; it
 * is read from only while it keeps up; and when notifications pile up for it, it is dropped.
 *
 * <p>The queue of requests belongs to Netty's thread; the subscriptions are guarded by a lock.
 */
final class Connection implements Session {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  /** After a close frame, for a client that does not read it. */
  private static final int CLOSE_GRACE_SECONDS = 2;

  /**
   * @param trusted whether it may call unsafe methods
   * @param work begins on a worker; gives what to do on Netty's thread in the end
   */
  private record Request(boolean trusted, Supplier<CompletableFuture<Runnable>> work) {}

  private final Channel channel;
  private final Dispatcher dispatcher;
  private final Executor workers;
  private final RpcLimits limits;

  private final Deque<Request> waiting = new ArrayDeque<>();

  /** At most one for each subscription. */
  private final Deque<Runnable> tasks = new ArrayDeque<>();

  private int inFlight;
  private boolean working;
  private boolean webSocket;

  private volatile boolean trusted;
  private volatile boolean dropped;
  private final AtomicLong unsentBytes = new AtomicLong();
  private final AtomicInteger unsentMessages = new AtomicInteger();

  private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
  private long nextSubscription = 1;
  private boolean ended;

  Connection(Channel channel, Dispatcher dispatcher, Executor workers, RpcLimits limits) {
    this.channel = channel;
    this.dispatcher = dispatcher;
    this.workers = workers;
    this.limits = limits;
  }

  RpcLimits limits() {
    return limits;
  }

  void becomeWebSocket() {
    synchronized (subscriptions) {
      webSocket = true;
    }
  }

  // Requests: on Netty's thread

  /**
   * Takes a message of the client.
   *
   * @param trust whether it may call unsafe methods
   * @param reply gets the response on Netty's thread; nothing when none is due
   */
  void offer(byte[] message, boolean trust, Consumer<Optional<byte[]>> reply) {
    offer(
        trust,
        () ->
            dispatcher
                .handle(message, this)
                .thenApply(outcome ->
                    () -> {
                      reply.accept(outcome.response().map(Bytes::unsafeArray));
                      outcome.begun().forEach(Subscription::activate);
                    }));
  }

  /** Does something in turn with the client's requests; its end is due on Netty's thread. */
  void offer(boolean trust, Supplier<CompletableFuture<Runnable>> work) {
    waiting.add(new Request(trust, work));
    pump();
  }

  /** Starts the next request when that is due, and stops or resumes reading. */
  void pump() {
    if (!working && !dropped && channel.isWritable()) {
      if (!tasks.isEmpty()) {
        run(tasks.remove());
      } else if (!waiting.isEmpty() && mayStart()) {
        start(waiting.remove());
      }
    }
    channel
        .config()
        .setAutoRead(
            dropped
                || (channel.isWritable()
                    && waiting.size() + inFlight < limits.maxRequestsInFlight()));
  }

  /** Over HTTP, responses must come in order. */
  private boolean mayStart() {
    return webSocket ? inFlight < limits.maxRequestsInFlight() : inFlight == 0;
  }

  private void start(Request request) {
    inFlight++;
    trusted = request.trusted;
    run(() -> request.work.get().thenAccept(end -> onEventLoop(() -> finish(end))));
  }

  @Override
  public void later(Runnable task) {
    onEventLoop(() -> {
      tasks.add(task);
      pump();
    });
  }

  private void run(Runnable work) {
    working = true;
    try {
      workers.execute(() -> {
        try {
          work.run();
        } finally {
          onEventLoop(() -> {
            working = false;
            pump();
          });
        }
      });
    } catch (RejectedExecutionException e) {
      LOG.warn("the server has more requests than it may hold; one connection is closed");
      drop(WebSocketCloseStatus.TRY_AGAIN_LATER, "the server is busy");
    }
  }

  private void finish(Runnable end) {
    inFlight--;
    end.run();
    pump();
  }

  private void onEventLoop(Runnable task) {
    try {
      channel.eventLoop().execute(task);
    } catch (RejectedExecutionException e) {
      LOG.debug("the server was closed before a task of {} ran", channel);
    }
  }

  boolean isIdleEnough(IdleStateEvent idle) {
    return idle.state() == IdleState.READER_IDLE && (inFlight == 0 || !channel.isWritable());
  }

  // Sending: on any thread

  /** Sends a WebSocket message, unless too much waits already: then the client is dropped. */
  void send(byte[] message) {
    if (dropped) {
      return;
    }
    long bytes = unsentBytes.addAndGet(message.length);
    int messages = unsentMessages.incrementAndGet();
    if (bytes > limits.maxUnsentBytes() && messages > 1 || messages > limits.maxUnsentMessages()) {
      drop(
          WebSocketCloseStatus.POLICY_VIOLATION,
          "too slow: " + (messages - 1) + " messages were not read; read faster or subscribe less");
      return;
    }
    channel
        .writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(message)))
        .addListener(sent -> {
          unsentBytes.addAndGet(-message.length);
          unsentMessages.decrementAndGet();
        });
  }

  /** Ends the connection with a reason that its client can read. */
  void drop(WebSocketCloseStatus status, String reason) {
    if (dropped) {
      return;
    }
    dropped = true;
    LOG.info("dropped RPC client {}: {}", channel.remoteAddress(), reason);
    closed();
    onEventLoop(() -> {
      if (channel.pipeline().get(WebSocketHandler.class) == null) {
        channel.close();
        return;
      }
      channel
          .writeAndFlush(new CloseWebSocketFrame(status, reason))
          .addListener(ChannelFutureListener.CLOSE);
      channel.eventLoop().schedule(() -> channel.close(), CLOSE_GRACE_SECONDS, TimeUnit.SECONDS);
    });
  }

  // Subscriptions: on any thread

  @Override
  public boolean trusted() {
    return trusted;
  }

  @Override
  public Answer subscribe(String event, Consumer<Subscription> attach) {
    Subscription subscription;
    synchronized (subscriptions) {
      if (!webSocket) {
        return Answer.refused(RpcError.noSubscriptions());
      }
      if (ended || subscriptions.size() >= limits.maxSubscriptions()) {
        return Answer.refused(RpcError.tooManySubscriptions(limits.maxSubscriptions()));
      }
      String id = Long.toString(nextSubscription++);
      subscription = new Subscription(id, event, this::send);
      subscriptions.put(id, subscription);
    }
    attach.accept(subscription);
    return new Answer.Subscribed(subscription);
  }

  @Override
  public boolean unsubscribe(String id) {
    Subscription ending;
    synchronized (subscriptions) {
      ending = subscriptions.remove(id);
    }
    if (ending == null) {
      return false;
    }
    ending.close();
    return true;
  }

  /** The connection is gone: so are its subscriptions. */
  void closed() {
    List<Subscription> all;
    synchronized (subscriptions) {
      ended = true;
      all = List.copyOf(subscriptions.values());
      subscriptions.clear();
    }
    all.forEach(Subscription::close);
  }
}
