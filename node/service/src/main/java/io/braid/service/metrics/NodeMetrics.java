package io.braid.service.metrics;

import io.braid.consensus.importing.ImportObserver;
import io.braid.parachains.collation.CollationOutcome;
import io.braid.rpc.node.HealthView;
import io.braid.service.health.ChainVitals;
import io.braid.service.health.Pulse;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * All figures of one node, its JVM's included, and the server that gives them out: at {@code
 * /metrics} in the text format 0.0.4, or in OpenMetrics to those who ask for it. The server also
 * answers {@code /health}. First the parts are wired, then it is served.
 */
public final class NodeMetrics implements AutoCloseable {
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final MetricsIdentity identity;
  private final ImportMeasurement imports;
  private Optional<HTTPServer> server = Optional.empty();

  public NodeMetrics(MetricsIdentity identity) {
    this.identity = identity;
    imports = new ImportMeasurement(registry);
    JvmMetrics.builder().constLabels(Labels.of("chain", identity.chain())).register(registry);
  }

  /** Measures the import of a chain's blocks. */
  public ImportObserver imports(String chain) {
    return imports.of(chain);
  }

  /** Measures a validator's work for parachains; once. */
  public BackingMeter backing(String chain) {
    BackingMeasurement made = new BackingMeasurement(registry, chain);
    return new BackingMeter(made, made::around);
  }

  /** Counts a collator's candidates; once. */
  public Consumer<CollationOutcome> collations(String chain) {
    CounterDataPoint generated =
        Counter.builder()
            .name("polkadot_parachain_collations_generated_total")
            .help("Candidates that this collator built and offered")
            .labelNames("chain")
            .register(registry)
            .labelValues(chain);
    return outcome -> {
      if (outcome instanceof CollationOutcome.Offered) {
        generated.inc();
      }
    };
  }

  /** Reads how the node stands, from now on; {@code chains} in the order of the pulse. */
  public void watch(Pulse<List<ChainVitals>> pulse, List<WatchedChain> chains) {
    registry.register(new NodeFigures(identity, pulse, chains));
  }

  /**
   * Listens until closed.
   *
   * @return where
   * @throws IOException when the address cannot be had
   */
  public InetSocketAddress serve(InetSocketAddress address, HealthView health) throws IOException {
    HTTPServer started =
        HTTPServer.builder()
            .inetAddress(address.getAddress())
            .port(address.getPort())
            .registry(registry)
            .registerHealthHandler(false)
            .defaultHandler(new HealthHandler(health))
            .buildAndStart();
    server = Optional.of(started);
    return new InetSocketAddress(address.getAddress(), started.getPort());
  }

  @Override
  public void close() {
    server.ifPresent(HTTPServer::close);
  }
}
