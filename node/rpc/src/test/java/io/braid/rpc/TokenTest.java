package io.braid.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may call unsafe methods, where a server listens for more than its own machine. */
class TokenTest {
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final String ROTATE = RpcServerTest.call(1, "author_rotateKeys", "[]");
  private static final Optional<RpcToken> TOKEN = Optional.of(new RpcToken(SECRET));

  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    http.close();
  }

  private static RpcConfig everywhere(Optional<RpcToken> token) {
    return RpcConfig.at(new InetSocketAddress("0.0.0.0", 0), token);
  }

  private static RpcConfig loopback(Optional<RpcToken> token) {
    return RpcConfig.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), token);
  }

  private HttpResponse<String> post(TestRelay relay, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + relay.port() + "/"))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(ROTATE));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static void assertRefused(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .contains("-32601", "unsafe", "--rpc-token-file", "Authorization: Bearer TOKEN");
  }

  @Test
  void withoutATokenNobodyMayThoughTheCallComesFromThisMachine() throws Exception {
    try (TestRelay relay = TestRelay.still(everywhere(Optional.empty()))) {
      assertRefused(post(relay));
      assertRefused(post(relay, "authorization", "Bearer " + SECRET));
    }
  }

  @Test
  void withTheTokenAClientMayAndWithoutItNot() throws Exception {
    try (TestRelay relay = TestRelay.still(everywhere(TOKEN))) {
      assertRefused(post(relay));
      assertThat(post(relay, "authorization", "Bearer " + SECRET).body())
          .contains("\"result\":\"0x");
      assertThat(post(relay, "authorization", "bearer " + SECRET).body())
          .contains("\"result\":\"0x");
      // The same connection as before, which is not trusted for good.
      assertRefused(post(relay));
    }
  }

  @Test
  void anotherTokenIsTurnedAwayWithTheRemedy() throws Exception {
    try (TestRelay relay = TestRelay.still(everywhere(TOKEN))) {
      HttpResponse<String> response =
          post(relay, "authorization", "Bearer " + SECRET.replace('f', 'e'));

      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(response.body()).contains("--rpc-token-file").doesNotContain(SECRET);
      assertThat(post(relay, "authorization", "Bearer " + SECRET + "0").statusCode())
          .isEqualTo(401);
      assertRefused(post(relay, "authorization", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="));
    }
  }

  @Test
  void onLoopbackTheTokenIsNeededTooForAProxyMayStandThere() throws Exception {
    try (TestRelay relay = TestRelay.still(loopback(TOKEN))) {
      assertRefused(post(relay));
      assertThat(post(relay, "authorization", "Bearer " + SECRET).body())
          .contains("\"result\":\"0x");
    }
  }

  @Test
  void aWebSocketIsTrustedByTheHeaderThatOpensIt() throws Exception {
    try (TestRelay relay = TestRelay.still(everywhere(TOKEN))) {
      assertThat(rotateOver(relay, SECRET)).contains("\"result\":\"0x");
      assertThatThrownBy(() -> rotateOver(relay, SECRET.replace('f', 'e')))
          .isInstanceOf(CompletionException.class);
    }
  }

  private String rotateOver(TestRelay relay, String token) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    WebSocket.Listener listener =
        new WebSocket.Listener() {
          @Override
          public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            answer.complete(data.toString());
            return WebSocket.Listener.super.onText(socket, data, last);
          }
        };
    WebSocket socket =
        http.newWebSocketBuilder()
            .header("Authorization", "Bearer " + token)
            .buildAsync(URI.create("ws://127.0.0.1:" + relay.port() + "/"), listener)
            .join();
    socket.sendText(ROTATE, true).join();
    try {
      return answer.join();
    } finally {
      socket.abort();
    }
  }

  @Test
  void theServerSaysTheAddressThatItWasGiven() throws Exception {
    try (TestRelay relay = TestRelay.still(everywhere(TOKEN))) {
      assertThat(relay.address().getAddress()).isEqualTo(InetAddress.ofLiteral("0.0.0.0"));
    }
  }

  @Test
  void theListOfMethodsHoldsUnsafeOnesForThoseWhoMayCallThem() throws Exception {
    try (TestRelay relay = TestRelay.still(everywhere(TOKEN))) {
      try (TestClient client = TestClient.connect(relay.port())) {
        client.send(RpcServerTest.call(1, "rpc_methods", "[]"));
        assertThat(client.next().toString())
            .contains("system_health")
            .doesNotContain("author_rotateKeys");
      }
    }
  }

  @Test
  void aTokenThatCouldBeGuessedIsNone() {
    assertThatThrownBy(() -> new RpcToken("short"))
        .hasMessageContaining("expected a token of 32 to 1024 visible ASCII characters, found 5");
    assertThatThrownBy(() -> new RpcToken(SECRET + " "))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new RpcToken(SECRET).toString()).doesNotContain(SECRET);
  }
}
