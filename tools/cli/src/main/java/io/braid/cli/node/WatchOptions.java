package io.braid.cli.node;

import io.braid.cli.Refusal;
import io.braid.service.health.HealthRules;
import java.net.InetSocketAddress;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How an operator watches a node. */
final class WatchOptions {
  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      description = "Serve figures for Prometheus at /metrics of this port; without it, none.")
  private Optional<Integer> metricsPort = Optional.empty();

  @Option(
      names = "--metrics-listen",
      paramLabel = "IP",
      defaultValue = "127.0.0.1",
      description = "The address of --metrics-port; default: ${DEFAULT-VALUE}, this machine only.")
  private String metricsAddress = "127.0.0.1";

  @Option(
      names = "--health-max-unfinalised",
      paramLabel = "BLOCKS",
      defaultValue = "32",
      description =
          "/health says no when more blocks than these are not final; default: ${DEFAULT-VALUE}.")
  private int maxUnfinalised;

  @Option(
      names = "--health-max-age",
      paramLabel = "SLOTS",
      defaultValue = "20",
      description =
          "/health says no when the best block is older than these slots; default:"
              + " ${DEFAULT-VALUE}.")
  private int maxAgeSlots;

  Optional<InetSocketAddress> metrics() {
    return metricsPort.map(
        port -> Listening.at(metricsAddress, "--metrics-listen", port, "--metrics-port"));
  }

  HealthRules health() {
    require(maxUnfinalised, "--health-max-unfinalised");
    require(maxAgeSlots, "--health-max-age");
    return new HealthRules(maxUnfinalised, maxAgeSlots);
  }

  private static void require(int count, String option) {
    if (count < 1) {
      throw new Refusal("expected a number from 1 on after " + option + ", found " + count);
    }
  }
}
