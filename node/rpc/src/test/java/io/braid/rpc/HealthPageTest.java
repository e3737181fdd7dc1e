package io.braid.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.rpc.node.Health;
import io.braid.rpc.protocol.RpcLimits;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code /health} and {@code /health/readiness} on the JSON-RPC port. */
class HealthPageTest {
  private static final Health.Finding SOUND = new Health.Finding("finality", true, "2 below");
  private static final Health.Finding WRONG = new Health.Finding("peers", false, "found none");

  private final HttpClient http = HttpClient.newHttpClient();
  private TestRelay relay;

  @BeforeEach
  void start() throws IOException {
    relay = TestRelay.still(RpcLimits.DEFAULT);
  }

  @AfterEach
  void stop() {
    http.close();
    relay.close();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + relay.port() + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void aSoundNodeIsToldWith200AndWhatWasFound() throws Exception {
    relay.health(new Health(3, false, true, List.of(SOUND)));

    HttpResponse<String> response = get("/health");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).contains("application/json");
    assertThat(response.body())
        .isEqualTo(
            "{\"peers\":3,\"isSyncing\":false,\"shouldHavePeers\":true,\"healthy\":true,\"checks\":"
                + "[{\"part\":\"finality\",\"healthy\":true,\"found\":\"2 below\"}]}");
  }

  @Test
  void oneWrongPartIsEnoughFor503AndIsNamed() throws Exception {
    relay.health(new Health(0, false, true, List.of(SOUND, WRONG)));

    HttpResponse<String> response = get("/health?verbose");

    assertThat(response.statusCode()).isEqualTo(503);
    JsonNode body = JsonMapper.shared().readTree(response.body());
    assertThat(body.path("healthy").asBoolean()).isFalse();
    assertThat(body.path("checks").get(1).path("part").asString()).isEqualTo("peers");
    assertThat(body.path("checks").get(1).path("healthy").asBoolean()).isFalse();
  }

  @Test
  void readinessIsSubstratesPeersAndNoSyncing() throws Exception {
    relay.health(new Health(1, false, true, List.of(WRONG)));
    assertThat(get("/health/readiness").statusCode()).isEqualTo(200);
    assertThat(get("/health/readiness").body()).isEmpty();

    relay.health(new Health(1, true, true, List.of(SOUND)));
    assertThat(get("/health/readiness").statusCode()).isEqualTo(500);

    relay.health(new Health(0, false, false, List.of(SOUND)));
    assertThat(get("/health/readiness").statusCode()).isEqualTo(500);
  }

  @Test
  void otherPathsHaveNoPage() throws Exception {
    assertThat(get("/healthy").statusCode()).isEqualTo(405);
    assertThat(get("/").body()).contains("GET /health");
  }

  @Test
  void systemHealthSaysTheSame() throws Exception {
    relay.health(new Health(2, true, true, List.of()));
    try (TestClient client = TestClient.connect(relay.port())) {
      client.send(RpcServerTest.call(1, "system_health", "[]"));

      JsonNode result = client.next().path("result");
      assertThat(result.toString())
          .isEqualTo("{\"peers\":2,\"isSyncing\":true,\"shouldHavePeers\":true}");
    }
  }
}
