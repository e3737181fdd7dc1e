package io.braid.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.braid.consensus.chain.Batch;
import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.NewBlock;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.rpc.protocol.RpcLimits;
import io.braid.runtime.api.Digest;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.Header;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RpcServerTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final RpcLimits LIMITS =
      RpcLimits.DEFAULT
          .withMaxRequestBytes(64 << 10)
          .withMaxSubscriptions(3)
          .withMaxUnsentBytes(4 << 20);

  private TestRelay relay;
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeEach
  void start() throws IOException {
    relay = TestRelay.still(LIMITS);
  }

  @AfterEach
  void stop() {
    http.close();
    relay.close();
  }

  private HttpRequest.Builder request() {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + relay.port() + "/"));
  }

  private HttpResponse<String> post(String body) throws Exception {
    return http.send(
        request()
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode ask(String body) throws Exception {
    return JSON.readTree(post(body).body());
  }

  private JsonNode call(String method, String params) throws Exception {
    return ask(call(1, method, params));
  }

  static String call(int id, String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":"
        + id
        + ",\"method\":\""
        + method
        + "\",\"params\":"
        + params
        + "}";
  }

  private static void assertError(JsonNode response, int code, String... parts) {
    assertThat(response.path("error").path("code").asInt(0))
        .as(response.toString())
        .isEqualTo(code);
    for (String part : parts) {
      assertThat(response.path("error").path("data").asString("")).contains(part);
    }
    assertThat(response.has("result")).isFalse();
  }

  /** Puts a block on top of the best one, without a body and with a digest of the given size. */
  private BlockRef grow(int digestBytes) {
    BlockRef[] added = new BlockRef[1];
    relay.onNode(() -> {
      BlockRef best = relay.chain().best();
      Header parent = relay.chain().header(best.hash()).orElseThrow();
      Digest digest = new Digest(List.of(new DigestItem.Other(Bytes.wrap(new byte[digestBytes]))));
      Header header =
          new Header(
              best.hash(), best.number() + 1, parent.stateRoot(), parent.extrinsicsRoot(), digest);
      added[0] = relay.chain().insert(new NewBlock(header, List.of(), Map.of(), 1, new Batch()));
    });
    return added[0];
  }

  @Test
  void whatIsNoJsonGetsAParseError() throws Exception {
    assertError(ask("{\"jsonrpc\": oops"), -32700, "oops");
    assertError(ask(""), -32700, "found nothing");
    assertError(ask("{\"a\":1} {\"b\":2}"), -32700);
    assertError(ask("{\"id\":1,\"id\":2}"), -32700, "id");
  }

  @Test
  void deepJsonIsRefused() throws Exception {
    assertError(
        ask("[".repeat(10_000) + "]".repeat(10_000)),
        -32700,
        "depth",
        Integer.toString(LIMITS.maxJsonDepth()));
  }

  @Test
  void aLongNumberIsRefused() throws Exception {
    assertError(call("chain_getBlockHash", "[" + "9".repeat(5_000) + "]"), -32700, "umber");
  }

  @Test
  void aRequestThatIsTooLargeIsRefusedWithTheLimit() throws Exception {
    HttpResponse<String> response = post(" ".repeat(LIMITS.maxRequestBytes() + 1));

    assertThat(response.statusCode()).isEqualTo(413);
    assertError(JSON.readTree(response.body()), -32007, "at most 65536 bytes");
  }

  @Test
  void whatIsNoRequestIsRefusedWithWhatIsMissing() throws Exception {
    assertError(ask("7"), -32600, "expected a request object, found 7");
    assertError(ask("{\"id\":1,\"method\":\"x\"}"), -32600, "\"jsonrpc\": \"2.0\"");
    assertError(ask("{\"jsonrpc\":\"2.0\",\"id\":1}"), -32600, "method");
    assertError(ask("{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"system_name\"}"), -32600, "id");
    assertThat(ask("{\"jsonrpc\":\"1.0\",\"id\":\"abc\",\"method\":\"x\"}").path("id").asString())
        .isEqualTo("abc");
  }

  @Test
  void anUnknownMethodIsRefusedWithTheNearest() throws Exception {
    assertError(call("system_helth", "[]"), -32601, "system_helth", "'system_health'");
  }

  @Test
  void aWrongParameterIsNamedWithItsPosition() throws Exception {
    assertError(
        call("state_getStorage", "[\"0x00\", \"0x12\"]"),
        -32602,
        "parameter 2 'at' of state_getStorage",
        "64 hex digits",
        "found 1 bytes");
    assertError(call("state_getStorage", "[\"0x0\"]"), -32602, "parameter 1 'key'", "even number");
    assertError(call("state_getStorage", "[]"), -32602, "parameter 1 'key'", "found nothing");
    assertError(call("state_getStorage", "[1,2,3]"), -32602, "at most 2", "[key, at?]", "found 3");
    assertError(call("state_getStorage", "{\"kee\":\"0x\"}"), -32602, "'kee'", "[key, at?]");
    assertError(call("system_name", "\"text\""), -32602, "array or an object");
    assertError(
        call("system_accountNextIndex", "[\"5Grw\"]"), -32602, "parameter 1 'account'", "SS58");
    assertError(
        call("state_getKeysPaged", "[\"0x\", 1000000]"),
        -32602,
        "parameter 2 'count'",
        "0 to " + LIMITS.maxKeysPerRequest());
  }

  @Test
  void parametersMayComeByName() throws Exception {
    assertThat(call("chain_getBlockHash", "{\"number\":0}").path("result").asString())
        .isEqualTo(relay.chain().genesis().hash().hex());
  }

  @Test
  void aBlockWhoseStateWasDroppedIsRefusedAsPolkadotsNodesDo() throws Exception {
    BlockRef[] added = new BlockRef[1];
    relay.onNode(() -> {
      BlockRef best = relay.chain().best();
      Header header =
          new Header(
              best.hash(), 1, Hash256.of(new byte[32]), Hash256.of(new byte[32]), Digest.EMPTY);
      added[0] = relay.chain().insert(new NewBlock(header, List.of(), Map.of(), 1, new Batch()));
    });
    String at = added[0].hash().hex();
    for (JsonNode answer :
        List.of(
            call("state_getStorage", "[\"0x00\",\"" + at + "\"]"),
            call("state_call", "[\"Core_version\",\"0x\",\"" + at + "\"]"),
            call("state_getRuntimeVersion", "[\"" + at + "\"]"))) {
      assertError(answer, 4003, "--state-pruning archive");
      assertThat(answer.path("error").path("message").asString(""))
          .isEqualTo(
              "Client error: Api called for an unknown Block: State already discarded for " + at);
    }
    assertThat(call("chain_getHeader", "[\"" + at + "\"]").has("result")).isTrue();
  }

  @Test
  void theBestBlocksStateIsReadOfTheNextBestWhenItIsGone() throws Exception {
    BlockRef good = grow(1);
    CountDownLatch asked = new CountDownLatch(1);
    CompletableFuture<Void> busy = new CompletableFuture<>();
    CompletableFuture<Void> node =
        CompletableFuture.runAsync(
            () -> {
              Header without =
                  new Header(
                      good.hash(),
                      2,
                      Hash256.of(new byte[32]),
                      Hash256.of(new byte[32]),
                      Digest.EMPTY);
              relay.chain().insert(new NewBlock(without, List.of(), Map.of(), 1, new Batch()));
              asked.countDown();
              busy.join();
              relay.chain().insert(heavier(good));
            },
            relay.handle().thread());
    asked.await();
    CompletableFuture<JsonNode> answer =
        CompletableFuture.supplyAsync(() -> {
          try {
            return call("state_call", "[\"Core_version\",\"0x\"]");
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        });
    assertThat(
            answer
                .thenApply(done -> true)
                .completeOnTimeout(false, 300, TimeUnit.MILLISECONDS)
                .join())
        .as("whether the answer came before the news")
        .isFalse();
    busy.complete(null);
    node.join();

    assertThat(answer.join().has("result")).as(answer.join().toString()).isTrue();
  }

  /** A block on top of another one, with that one's state and the weight of five. */
  private NewBlock heavier(BlockRef parent) {
    Header above = relay.chain().header(parent.hash()).orElseThrow();
    Header header =
        new Header(
            parent.hash(),
            parent.number() + 1,
            above.stateRoot(),
            above.extrinsicsRoot(),
            Digest.EMPTY);
    return new NewBlock(header, List.of(), Map.of(), 5, new Batch());
  }

  @Test
  void anUnknownBlockIsNamed() throws Exception {
    String nowhere = "0x" + "ab".repeat(32);
    assertError(call("state_getRuntimeVersion", "[\"" + nowhere + "\"]"), 4003, nowhere);
    assertThat(call("chain_getHeader", "[\"" + nowhere + "\"]").path("result").isNull()).isTrue();
  }

  @Test
  void aRuntimeCallThatTrapsSaysWhy() throws Exception {
    assertError(call("state_call", "[\"Core_nothing\", \"0x\"]"), 4003, "Core_nothing");
  }

  @Test
  void anExtrinsicWithoutItsLengthIsRefused() throws Exception {
    assertError(call("author_submitExtrinsic", "[\"0x8400\"]"), 1001, "length");
  }

  @Test
  void aBatchIsAnsweredInOrderAndWithoutItsNotifications() throws Exception {
    JsonNode answers =
        ask(
            "["
                + call(1, "system_name", "[]")
                + ",{\"jsonrpc\":\"2.0\",\"method\":\"system_name\"},"
                + call(2, "nothing_here", "[]")
                + ",3]");

    assertThat(answers.size()).isEqualTo(3);
    assertThat(answers.path(0).path("result").asString()).isEqualTo("Braid");
    assertError(answers.path(1), -32601, "nothing_here");
    assertError(answers.path(2), -32600, "found 3");
  }

  @Test
  void aBatchIsBounded() throws Exception {
    int tooMany = LIMITS.maxBatchSize() + 1;
    String batch =
        IntStream.range(0, tooMany)
            .mapToObj(i -> call(i, "system_name", "[]"))
            .collect(Collectors.joining(",", "[", "]"));

    assertError(ask(batch), -32010, "at most " + LIMITS.maxBatchSize(), "found " + tooMany);
    assertError(ask("[]"), -32600, "at least one request");
  }

  @Test
  void aNotificationGetsNoResponse() throws Exception {
    HttpResponse<String> response = post("{\"jsonrpc\":\"2.0\",\"method\":\"system_name\"}");

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void subscriptionsNeedAWebSocket() throws Exception {
    assertError(call("chain_subscribeNewHeads", "[]"), -32601, "ws://");
  }

  @Test
  void onlyJsonMayBePosted() throws Exception {
    HttpResponse<String> response =
        http.send(
            request()
                .header("content-type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(call(1, "system_name", "[]")))
                .build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(415);
    assertThat(response.body()).contains("application/json").doesNotContain("Braid");
  }

  @Test
  void aPageOfAnotherOriginMayNotConnect() throws Exception {
    for (String origin : List.of("https://evil.example", "http://localhost.evil.example:80")) {
      HttpResponse<String> response =
          http.send(
              request()
                  .header("content-type", "application/json")
                  .header("origin", origin)
                  .POST(HttpRequest.BodyPublishers.ofString(call(1, "system_name", "[]")))
                  .build(),
              HttpResponse.BodyHandlers.ofString());

      assertThat(response.statusCode()).isEqualTo(403);
      assertThat(response.body()).contains(origin);
    }
  }

  @Test
  void aNameThatOnlyPointsToThisMachineIsRefused() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), relay.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          "GET / HTTP/1.1\r\nHost: rebound.example:9944\r\n\r\n"
              .getBytes(StandardCharsets.US_ASCII));

      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(answer).startsWith("HTTP/1.1 403").contains("rebound.example");
    }
  }

  @Test
  void aWebSocketCarriesResponsesAndNotificationsInOrder() throws Exception {
    try (TestClient client = TestClient.connect(relay.port())) {
      client.send(call(1, "chain_subscribeNewHeads", "[]"));
      String id = client.next().path("result").asString();
      JsonNode first = client.next();
      assertThat(first.path("method").asString()).isEqualTo("chain_newHead");
      assertThat(first.path("params").path("subscription").asString()).isEqualTo(id);
      assertThat(first.path("params").path("result").path("number").asString()).isEqualTo("0x0");

      BlockRef block = grow(4);
      JsonNode head = client.next().path("params").path("result");
      assertThat(head.path("number").asString()).isEqualTo("0x1");
      assertThat(head.path("digest").path("logs").path(0).asString()).isEqualTo("0x001000000000");

      client.send(call(2, "chain_unsubscribeNewHeads", "[\"" + id + "\"]"));
      assertThat(client.next().path("result").asBoolean()).isTrue();
      grow(4);
      client.send(call(3, "chain_getBlockHash", "[1]"));
      assertThat(client.next().path("result").asString()).isEqualTo(block.hash().hex());
    }
  }

  @Test
  void aConnectionHasABoundedNumberOfSubscriptions() throws Exception {
    try (TestClient client = TestClient.connect(relay.port())) {
      for (int i = 1; i <= LIMITS.maxSubscriptions(); i++) {
        client.send(call(i, "author_submitAndWatchExtrinsic", "[\"0x040f\"]"));
        assertThat(client.next().path("error").path("code").asInt()).isEqualTo(1011);
      }
      for (int i = 1; i <= LIMITS.maxSubscriptions(); i++) {
        client.send(call(i, "state_subscribeRuntimeVersion", "[]"));
        client.next();
        client.next();
      }
      client.send(call(9, "state_subscribeRuntimeVersion", "[]"));

      assertError(client.next(), -32006, "at most " + LIMITS.maxSubscriptions());
    }
  }

  @Test
  void aHugeWebSocketMessageEndsOnlyItsOwnConnection() throws Exception {
    try (TestClient careful = TestClient.connect(relay.port());
        TestClient huge = TestClient.connect(relay.port())) {
      huge.send(" ".repeat(LIMITS.maxRequestBytes() + 1));

      assertThat(huge.closed().code()).isEqualTo(1009);
      careful.send(call(1, "system_name", "[]"));
      assertThat(careful.next().path("result").asString()).isEqualTo("Braid");
    }
  }

  @Test
  void aClientThatDoesNotReadIsDroppedAndHarmsNobody() throws Exception {
    try (Socket slow = RawWebSocket.open(relay.port());
        TestClient other = TestClient.connect(relay.port())) {
      RawWebSocket.send(slow, call(1, "chain_subscribeNewHeads", "[]"));
      other.send(call(1, "system_name", "[]"));
      other.next();
      int blocks = 0;
      for (; blocks < 400; blocks++) {
        grow(64 << 10);
      }
      other.send(call(2, "chain_getBlockHash", "[" + blocks + "]"));
      assertThat(other.next().path("result").asString())
          .isEqualTo(relay.chain().best().hash().hex());

      InputStream in = slow.getInputStream();
      byte[] all = in.readAllBytes();
      String end = new String(all, Math.max(0, all.length - 200), 200, StandardCharsets.ISO_8859_1);
      assertThat(all.length).isLessThan(400 * (128 << 10));
      assertThat(end).contains("too slow");
    }
  }

  @Test
  void aPortInUseIsNamed() {
    assertThatThrownBy(() -> RpcServer.start(RpcConfig.loopback(relay.port()), relay.handle()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(Integer.toString(relay.port()))
        .hasMessageContaining("choose another port");
  }

  @Test
  void everyListedMethodCanBeCalled() throws Exception {
    JsonNode methods = call("rpc_methods", "[]").path("result").path("methods");

    assertThat(methods.size()).isGreaterThan(60);
    for (JsonNode method : methods) {
      JsonNode response = call(method.asString(), "[]");
      int code = response.path("error").path("code").asInt(0);
      boolean needsWebSocket = response.toString().contains("ws://");
      // 1: there is no block that BEEFY's validators signed.
      assertThat(List.of(0, 1, -32602, 4003).contains(code) || needsWebSocket)
          .as(response.toString())
          .isTrue();
    }
  }

  @Test
  void keysCanBeInsertedByThoseOnThisMachine() throws Exception {
    String key = TestRelay.BOB.publicKey().hex();
    assertThat(call("author_hasKey", "[\"" + key + "\",\"babe\"]").path("result").asBoolean())
        .isFalse();
    assertError(
        call("author_insertKey", "[\"babe\",\"//Alice\",\"" + key + "\"]"), 1040, "not the given");
    assertThat(
            call("author_insertKey", "[\"babe\",\"//Bob\",\"" + key + "\"]")
                .path("result")
                .isNull())
        .isTrue();
    assertThat(call("author_hasKey", "[\"" + key + "\",\"babe\"]").path("result").asBoolean())
        .isTrue();
  }

  @Test
  void rotatedKeysAreInTheKeystoreAllOfThem() throws Exception {
    String keys = call("author_rotateKeys", "[]").path("result").asString();

    assertThat(keys).startsWith("0x").hasSize(2 + 5 * 64 + 66);
    assertThat(hasSessionKeys(keys)).isTrue();
    // GRANDPA's key comes first, BEEFY's last; both are of other schemes.
    assertThat(
            call("author_hasKey", "[\"" + keys.substring(0, 66) + "\",\"gran\"]")
                .path("result")
                .asBoolean())
        .isTrue();
    assertThat(
            call("author_hasKey", "[\"0x" + keys.substring(keys.length() - 66) + "\",\"beef\"]")
                .path("result")
                .asBoolean())
        .isTrue();
    assertThat(hasSessionKeys(keys.substring(0, keys.length() - 2) + "ff")).isFalse();
  }

  private boolean hasSessionKeys(String keys) throws Exception {
    return call("author_hasSessionKeys", "[\"" + keys + "\"]").path("result").asBoolean();
  }

  @Test
  void sessionKeysThatAreTooShortAreRefused() throws Exception {
    assertError(
        call("author_hasSessionKeys", "[\"0x0102\"]"), 1040, "author_rotateKeys", "found 2 bytes");
  }
}
