package io.braid.service.standalone;

import io.braid.executor.pvf.PvfHost;
import io.braid.rpc.node.HealthView;
import io.braid.rpc.node.NodeIdentity;
import io.braid.service.BackedCandidates;
import io.braid.service.CollatorNode;
import io.braid.service.NodeListener;
import io.braid.service.RelayNode;
import io.braid.service.SharedSecurity;
import io.braid.service.metrics.BackingMeter;
import io.braid.service.metrics.MetricsIdentity;
import io.braid.service.metrics.NodeMetrics;
import io.braid.service.metrics.WatchedChain;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Wires a node's figures, when its operator wants them; else does nothing. */
final class Watching implements AutoCloseable {
  private final NodeConfig config;
  private final Optional<NodeMetrics> metrics;
  private Optional<InetSocketAddress> served = Optional.empty();

  Watching(NodeConfig config) {
    this.config = config;
    metrics = config.metrics().map(address -> new NodeMetrics(identity(config)));
  }

  private static MetricsIdentity identity(NodeConfig config) {
    return new MetricsIdentity(
        config.name(),
        NodeIdentity.VERSION,
        config.parachain().orElse(config.relay()).spec().id(),
        config.validator() || config.parachain().isPresent(),
        Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()));
  }

  /** A validator's part in shared security, measured. */
  SharedSecurity sharedSecurity(PvfHost sandbox, NodeListener listener) {
    Optional<BackingMeter> meter = metrics.map(m -> m.backing(config.relay().spec().id()));
    return meter
        .map(measured ->
            new SharedSecurity(
                sandbox,
                new BackedCandidates(Optional.of(listener), measured.observer()),
                measured.around()))
        .orElseGet(() -> new SharedSecurity(sandbox, new BackedCandidates(Optional.of(listener))));
  }

  /** Call before the node starts. */
  void watch(RelayNode node, List<WatchedChain> chains) {
    metrics.ifPresent(m -> {
      node.observeImports(m.imports(config.relay().spec().id()));
      m.watch(node.pulse(), chains);
    });
  }

  /**
   * Call before the node starts.
   *
   * @param chains the parachain first
   */
  void watch(CollatorNode node, List<WatchedChain> chains) {
    metrics.ifPresent(m -> {
      String parachain = chains.getFirst().id();
      node.observeImports(m.imports(parachain), m.imports(chains.getLast().id()));
      node.onCollation(m.collations(parachain));
      m.watch(node.pulse(), chains);
    });
  }

  /**
   * Serves all that is watched until closed.
   *
   * @throws CannotStart when the address cannot be had
   */
  void serve(HealthView health) throws CannotStart {
    if (metrics.isEmpty()) {
      return;
    }
    InetSocketAddress wanted = config.metrics().orElseThrow();
    try {
      served = Optional.of(metrics.get().serve(wanted, health));
    } catch (IOException e) {
      throw new CannotStart(
          "cannot serve metrics on "
              + Addresses.text(wanted)
              + ": "
              + e.getMessage()
              + "; choose another port with --metrics-port, or another address with"
              + " --metrics-listen");
    }
  }

  /** Where the figures are. */
  Optional<String> url() {
    return served.map(at -> "http://" + Addresses.text(at) + "/metrics");
  }

  @Override
  public void close() {
    metrics.ifPresent(NodeMetrics::close);
  }
}
