package io.braid.rpc;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A WebSocket client that keeps what it gets. */
final class TestClient implements WebSocket.Listener, AutoCloseable {
  record Closed(int code, String reason) {}

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http = HttpClient.newHttpClient();
  private final LinkedBlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private final CompletableFuture<Closed> closed = new CompletableFuture<>();
  private final StringBuilder partial = new StringBuilder();
  private @Nullable WebSocket socket;

  static TestClient connect(int port) {
    TestClient client = new TestClient();
    client.socket =
        client
            .http
            .newWebSocketBuilder()
            .buildAsync(URI.create("ws://127.0.0.1:" + port + "/"), client)
            .join();
    return client;
  }

  private WebSocket socket() {
    return java.util.Objects.requireNonNull(socket);
  }

  void send(String text) {
    try {
      socket().sendText(text, true).get(5, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("expected to send", e);
    }
  }

  /** The next message; fails when none comes. */
  JsonNode next() throws InterruptedException {
    String text = messages.poll(10, TimeUnit.SECONDS);
    if (text == null) {
      throw new AssertionError("expected a message within 10 s, found none; closed: " + closed);
    }
    return JSON.readTree(text);
  }

  Closed closed() throws Exception {
    return closed.get(10, TimeUnit.SECONDS);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      messages.add(partial.toString());
      partial.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(new Closed(code, reason));
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed.completeExceptionally(error);
  }

  @Override
  public void close() {
    socket().abort();
    http.shutdownNow();
  }
}
