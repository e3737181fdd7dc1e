package io.braid.service.metrics;

import io.braid.network.transport.Traffic;
import io.braid.service.health.ChainVitals;
import io.braid.service.health.Pulse;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Optional;

/**
 * How a node stands, read for each scrape. When the node's thread does not answer within the
 * pulse's patience, what only it knows is left out: a figure that is not there is better than one
 * that stands still.
 *
 * <p>Names and meanings: Polkadot SDK, {@code sc-service}, {@code sc-network}, {@code
 * sc-network-sync} and {@code sc-consensus-grandpa}.
 */
final class NodeFigures implements MultiCollector {
  private final MetricsIdentity identity;
  private final Pulse<List<ChainVitals>> pulse;
  private final List<WatchedChain> chains;

  /**
   * @param chains in the order of the pulse
   */
  NodeFigures(MetricsIdentity identity, Pulse<List<ChainVitals>> pulse, List<WatchedChain> chains) {
    this.identity = identity;
    this.pulse = pulse;
    this.chains = List.copyOf(chains);
  }

  @Override
  public MetricSnapshots collect() {
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    addIdentity(all);
    addMachine(all);
    Optional<List<ChainVitals>> vitals = pulse.take().join();
    all.metricSnapshot(
        new Samples("braid_node_answered", "Whether the node's thread answered this scrape in time")
            .add(vitals.isPresent() ? 1 : 0, "chain", identity.chain())
            .gauge());
    vitals.ifPresent(found -> addVitals(all, found));
    return all.build();
  }

  private void addIdentity(MetricSnapshots.Builder all) {
    all.metricSnapshot(
        InfoSnapshot.builder()
            .name("substrate_build")
            .help("The node's name and the version of its software; the value is 1")
            .dataPoint(
                InfoDataPointSnapshot.builder()
                    .labels(
                        Labels.of(
                            "chain", identity.chain(),
                            "name", identity.name(),
                            "version", identity.version()))
                    .build())
            .build());
    all.metricSnapshot(
        new Samples("substrate_node_roles", "The node's role: 1 a full node, 4 an authority")
            .add(identity.roles(), "chain", identity.chain())
            .gauge());
    all.metricSnapshot(
        new Samples("substrate_process_start_time_seconds", "When the process started, Unix time")
            .add(identity.started().getEpochSecond(), "chain", identity.chain())
            .gauge());
  }

  private void addMachine(MetricSnapshots.Builder all) {
    Samples bytes =
        new Samples("substrate_sub_libp2p_network_bytes", "Bytes over the sockets of peers");
    Samples disk =
        new Samples("braid_database_size_bytes", "Size of the files of the chain's database");
    boolean stored = false;
    for (WatchedChain chain : chains) {
      Traffic traffic = chain.traffic().get();
      bytes.add(traffic.inBytes(), "chain", chain.id(), "direction", "in");
      bytes.add(traffic.outBytes(), "chain", chain.id(), "direction", "out");
      if (chain.databaseBytes().isPresent()) {
        stored = true;
        disk.add(chain.databaseBytes().get().getAsLong(), "chain", chain.id());
      }
    }
    all.metricSnapshot(bytes.counter());
    if (stored) {
      all.metricSnapshot(disk.gauge());
    }
  }

  private void addVitals(MetricSnapshots.Builder all, List<ChainVitals> vitals) {
    Samples height = new Samples("substrate_block_height", "Numbers of the chain's blocks");
    Samples leaves =
        new Samples("substrate_number_leaves", "Blocks without children that may become final");
    Samples ready =
        new Samples(
            "substrate_ready_transactions_number",
            "Transactions of the pool that could be in the next block");
    Samples peers = new Samples("substrate_sub_libp2p_peers_count", "Connected peers");
    Samples syncing =
        new Samples(
            "substrate_sub_libp2p_is_major_syncing", "Whether the node is far behind its peers");
    Samples age =
        new Samples(
            "braid_best_block_age_seconds", "Time since the beginning of the best block's slot");
    for (int i = 0; i < vitals.size(); i++) {
      ChainVitals at = vitals.get(i);
      String id = chains.get(i).id();
      height.add(at.best(), "chain", id, "status", "best");
      height.add(at.finalised(), "chain", id, "status", "finalized");
      height.add(at.target(), "chain", id, "status", "sync_target");
      leaves.add(at.leaves(), "chain", id);
      ready.add(at.readyTransactions(), "chain", id);
      peers.add(at.peers(), "chain", id);
      syncing.add(at.syncing() ? 1 : 0, "chain", id);
      at.bestAge().ifPresent(time -> age.add(time.toMillis() / 1000.0, "chain", id));
      at.finality().ifPresent(finality -> addFinality(all, id, finality));
    }
    List.of(height, leaves, ready, peers, syncing).forEach(one -> all.metricSnapshot(one.gauge()));
    if (vitals.stream().anyMatch(at -> at.bestAge().isPresent())) {
      all.metricSnapshot(age.gauge());
    }
  }

  /** One chain of a node has GRANDPA. */
  private static void addFinality(
      MetricSnapshots.Builder all, String chain, ChainVitals.Finality finality) {
    all.metricSnapshot(
        new Samples("substrate_finality_grandpa_round", "The last completed round of GRANDPA")
            .add(finality.round(), "chain", chain)
            .gauge());
    all.metricSnapshot(
        new Samples("braid_finality_grandpa_set_id", "The number of today's set of voters")
            .add(finality.setId(), "chain", chain)
            .gauge());
    all.metricSnapshot(
        new Samples("substrate_finality_grandpa_prevotes", "Prevotes that this node cast")
            .add(finality.prevotes(), "chain", chain)
            .counter());
    all.metricSnapshot(
        new Samples("substrate_finality_grandpa_precommits", "Precommits that this node cast")
            .add(finality.precommits(), "chain", chain)
            .counter());
  }
}
