package io.braid.rpc.client;

import io.braid.rpc.protocol.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * One WebSocket connection to a node's JSON-RPC. Answers and notifications come on threads of the
 * client's own, in the order in which they arrived. Safe for use by several threads.
 */
public final class RpcClient implements AutoCloseable {
  /** Of one message: far more than a block's proof. */
  private static final int MAX_CHARACTERS = 32 << 20;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final JsonMapper READER = JsonMapper.builder().build();

  private final AtomicLong nextId = new AtomicLong(1);
  private final Map<Long, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final Map<String, Consumer<JsonNode>> subscriptions = new ConcurrentHashMap<>();

  /** Notifications that overtook the answer with their subscription's name. */
  private final List<JsonNode> early = new ArrayList<>();

  private final CompletableFuture<RpcFailure> ended = new CompletableFuture<>();
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);
  private @Nullable WebSocket socket;

  private RpcClient() {}

  /**
   * Connects to a node.
   *
   * @param url {@code ws:} or {@code wss:}
   */
  public static CompletableFuture<RpcClient> connect(URI url) {
    RpcClient client = new RpcClient();
    return client
        .http
        .newWebSocketBuilder()
        .connectTimeout(PATIENCE)
        .buildAsync(url, client.new Listener())
        .thenApply(socket -> {
          client.socket = socket;
          return client;
        });
  }

  /** Completes with the reason when the connection is gone. */
  public CompletableFuture<RpcFailure> ended() {
    return ended;
  }

  /** Asks; the answer fails with {@link RpcFailure} when the node answers with an error. */
  public CompletableFuture<JsonNode> call(String method, JsonNode... parameters) {
    long id = nextId.getAndIncrement();
    CompletableFuture<JsonNode> answer =
        new CompletableFuture<JsonNode>().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    waiting.put(id, answer);
    answer.whenComplete((value, failure) -> waiting.remove(id));
    ArrayNode list = Json.array();
    List.of(parameters).forEach(list::add);
    byte[] request =
        Json.write(
            Json.object()
                .put("jsonrpc", "2.0")
                .put("id", id)
                .put("method", method)
                .set("params", list));
    send(new String(request, StandardCharsets.UTF_8));
    if (ended.isDone()) {
      answer.completeExceptionally(ended.join());
    }
    return answer;
  }

  /** A socket takes one message after the other. */
  private synchronized void send(String text) {
    WebSocket to = socket;
    if (to != null) {
      sending =
          sending
              .handle((done, failure) -> done)
              .thenCompose(done -> to.sendText(text, true))
              .whenComplete((done, failure) -> {
                if (failure != null) {
                  end("sending failed: " + failure.getMessage());
                }
              });
    }
  }

  /**
   * Subscribes.
   *
   * @param news gets the result of each notification
   */
  public CompletableFuture<Void> subscribe(String method, Consumer<JsonNode> news) {
    return call(method)
        .thenAccept(name -> {
          synchronized (early) {
            subscriptions.put(name.asString(), news);
            List<JsonNode> before = List.copyOf(early);
            early.clear();
            before.forEach(this::notified);
          }
        });
  }

  private void notified(JsonNode parameters) {
    synchronized (early) {
      Consumer<JsonNode> news = subscriptions.get(parameters.path("subscription").asString(""));
      if (news != null) {
        news.accept(parameters.path("result"));
      } else if (early.size() < 64) {
        early.add(parameters);
      }
    }
  }

  private void received(String text) {
    JsonNode message;
    try {
      message = READER.readTree(text);
    } catch (JacksonException e) {
      end("expected JSON, found other text");
      return;
    }
    CompletableFuture<JsonNode> answer = waiting.get(message.path("id").asLong(0));
    if (message.has("method")) {
      notified(message.path("params"));
    } else if (answer != null && message.has("error")) {
      answer.completeExceptionally(
          new RpcFailure(message.path("error").path("message").asString("an error")));
    } else if (answer != null) {
      answer.complete(message.path("result"));
    }
  }

  private void end(String reason) {
    RpcFailure failure = new RpcFailure(reason);
    if (ended.complete(failure)) {
      waiting.values().forEach(each -> each.completeExceptionally(failure));
      WebSocket open = socket;
      if (open != null) {
        open.abort();
      }
      http.shutdown();
    }
  }

  @Override
  public void close() {
    end("closed");
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (text.length() > MAX_CHARACTERS) {
        end("expected a message of at most " + MAX_CHARACTERS + " characters");
        return null;
      }
      if (last) {
        String whole = text.toString();
        text.setLength(0);
        received(whole);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      end("the node closed the connection" + (reason.isEmpty() ? "" : ": " + reason));
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      end(String.valueOf(error.getMessage()));
    }
  }
}
