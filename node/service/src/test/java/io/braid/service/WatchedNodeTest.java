package io.braid.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two running validators, as their operator's monitoring sees them. */
class WatchedNodeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir private Path data;

  private WatchedValidators validators;

  @BeforeEach
  void start() throws Exception {
    validators = new WatchedValidators(2, data);
    await()
        .atMost(PATIENCE)
        .until(() -> validators.told.stream().allMatch(told -> told.finalised >= 3));
  }

  @AfterEach
  void stop() {
    validators.close();
  }

  private static List<String> samples(String text) {
    return text.lines().filter(line -> !line.startsWith("#")).toList();
  }

  private static double value(String text, String series) {
    return samples(text).stream()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("expected " + series + " in\n" + text));
  }

  @Test
  void theFiguresAreThoseOfTheChain() throws Exception {
    int best = validators.told.getFirst().best;
    String text = validators.scrape(0).body();

    assertThat(value(text, "substrate_block_height{chain=\"braid_test\",status=\"best\"}"))
        .isBetween((double) best, best + 4.0);
    assertThat(value(text, "substrate_block_height{chain=\"braid_test\",status=\"finalized\"}"))
        .isBetween(3.0, best + 4.0);
    assertThat(value(text, "substrate_block_height{chain=\"braid_test\",status=\"sync_target\"}"))
        .isGreaterThanOrEqualTo(best);
    assertThat(value(text, "substrate_sub_libp2p_peers_count{chain=\"braid_test\"}")).isEqualTo(1);
    assertThat(value(text, "substrate_ready_transactions_number{chain=\"braid_test\"}")).isZero();
    assertThat(value(text, "substrate_number_leaves{chain=\"braid_test\"}")).isPositive();
    assertThat(value(text, "substrate_node_roles{chain=\"braid_test\"}")).isEqualTo(4);
    assertThat(value(text, "substrate_finality_grandpa_round{chain=\"braid_test\"}")).isPositive();
    assertThat(value(text, "substrate_finality_grandpa_prevotes_total{chain=\"braid_test\"}"))
        .isPositive();
    assertThat(value(text, "substrate_sub_libp2p_is_major_syncing{chain=\"braid_test\"}")).isZero();
    assertThat(value(text, "braid_best_block_age_seconds{chain=\"braid_test\"}"))
        .isBetween(-0.5, 10.0);
    assertThat(value(text, "braid_database_size_bytes{chain=\"braid_test\"}"))
        .isGreaterThan(100_000);
    assertThat(value(text, "braid_node_answered{chain=\"braid_test\"}")).isEqualTo(1);
    assertThat(samples(text))
        .contains(
            "substrate_build_info{chain=\"braid_test\",name=\"//Alice\",version=\"0.1.0\"} 1");
    assertThat(value(text, "substrate_process_start_time_seconds{chain=\"braid_test\"}"))
        .isBetween(System.currentTimeMillis() / 1e3 - 3_600, System.currentTimeMillis() / 1e3);
    for (String direction : List.of("in", "out")) {
      assertThat(
              value(
                  text,
                  "substrate_sub_libp2p_network_bytes_total{chain=\"braid_test\",direction=\""
                      + direction
                      + "\"}"))
          .isGreaterThan(1_000);
    }
  }

  @Test
  void whatPeersSendIsTimedAndCounted() throws Exception {
    String text = validators.scrape(0).body() + validators.scrape(1).body();

    // Each author gets at least some of the other's blocks.
    double imported =
        value(
            text,
            "substrate_import_queue_processed_total{chain=\"braid_test\",result=\"success\"}");
    assertThat(imported).isPositive();
    assertThat(
            value(text, "substrate_block_verification_and_import_time_count{chain=\"braid_test\"}"))
        .isBetween(1.0, imported);
    assertThat(
            value(
                text,
                "substrate_block_verification_time_count{chain=\"braid_test\",result=\"success\"}"))
        .isPositive();
    assertThat(
            value(text, "substrate_block_verification_and_import_time_sum{chain=\"braid_test\"}"))
        .isBetween(0.000_1, 60.0);
  }

  @Test
  void everySampleCarriesTheChainAndTheFormatIsTheOneAskedFor() throws Exception {
    HttpResponse<String> text = validators.scrape(0);
    HttpResponse<String> open =
        validators.scrape(0, "accept", "application/openmetrics-text; version=1.0.0");

    assertThat(text.headers().firstValue("content-type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
    assertThat(samples(text.body()))
        .hasSizeGreaterThan(100)
        .allMatch(line -> line.contains("chain=\"braid_test\""));
    assertThat(text.body()).contains("jvm_memory_used_bytes{", "process_cpu_seconds_total{");
    assertThat(open.headers().firstValue("content-type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/openmetrics-text"));
    assertThat(open.body()).endsWith("# EOF\n");
  }

  @Test
  void manyScrapesAtATimeAllGetTheirAnswer() {
    List<CompletableFuture<Integer>> scrapes =
        IntStream.range(0, 64)
            .mapToObj(i ->
                CompletableFuture.supplyAsync(() -> {
                  try {
                    return validators.scrape(0).statusCode();
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                }))
            .toList();

    assertThat(scrapes).allSatisfy(scrape -> assertThat(scrape.join()).isEqualTo(200));
  }

  @Test
  void healthTurns503WhenFinalityStopsAndSaysSo() throws Exception {
    assertThat(validators.health(0).statusCode()).as(validators.health(0).body()).isEqualTo(200);
    assertThat(validators.rpcHealth(0).statusCode()).isEqualTo(200);
    assertThat(validators.get(validators.told.getFirst().rpc + "/health/readiness").statusCode())
        .isEqualTo(200);

    // One of two voters is not two thirds: the other goes on alone, and nothing becomes final.
    validators.stop(1);
    await().atMost(PATIENCE).until(() -> validators.health(0).statusCode() == 503);

    String body = validators.health(0).body();
    assertThat(body)
        .contains(
            "\"part\":\"finality of the relay chain\",\"healthy\":false",
            "expected at most 4 blocks that are not final",
            "two thirds of the validators")
        .contains("\"part\":\"peers of the relay chain\",\"healthy\":true");
    assertThat(validators.rpcHealth(0).statusCode()).isEqualTo(503);
    assertThat(validators.get(validators.told.getFirst().rpc + "/health/readiness").statusCode())
        .isEqualTo(500);
    assertThat(validators.told.getFirst().bugs).isEmpty();
  }

  @Test
  void aNodeThatKnowsOthersAndHasNoneSaysSo() throws Exception {
    validators.stop(0);
    await().atMost(PATIENCE).until(() -> validators.health(1).statusCode() == 503);

    assertThat(validators.health(1).body())
        .contains(
            "\"peers\":0",
            "\"shouldHavePeers\":true",
            "\"part\":\"peers of the relay chain\",\"healthy\":false,\"found\":\"expected peers,"
                + " found none");
  }

  @Test
  void otherPathsSayWhereTheFiguresAre() throws Exception {
    String base = validators.nodes.getFirst().metricsUrl().orElseThrow().replace("/metrics", "");

    assertThat(validators.get(base + "/figures").statusCode()).isEqualTo(404);
    assertThat(validators.get(base + "/").body()).contains("/metrics", "/health");
  }
}
