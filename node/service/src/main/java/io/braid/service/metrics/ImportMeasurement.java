package io.braid.service.metrics;

import io.braid.consensus.importing.ImportObserver;
import io.braid.consensus.importing.ImportRefusal;
import io.braid.consensus.importing.ImportResult;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/**
 * How long blocks from outside take, and what becomes of them. Names: Polkadot SDK, {@code
 * sc-consensus}.
 */
final class ImportMeasurement {
  private static final double NANOS = 1e9;

  private final Histogram verification;
  private final Histogram whole;
  private final Counter processed;

  ImportMeasurement(PrometheusRegistry registry) {
    verification =
        Histogram.builder()
            .name("substrate_block_verification_time")
            .help("Seconds to check a block's header")
            .labelNames("chain", "result")
            .classicOnly()
            .register(registry);
    whole =
        Histogram.builder()
            .name("substrate_block_verification_and_import_time")
            .help("Seconds to check, execute and store a block")
            .labelNames("chain")
            .classicOnly()
            .register(registry);
    processed =
        Counter.builder()
            .name("substrate_import_queue_processed_total")
            .help("Blocks from outside, by what became of them")
            .labelNames("chain", "result")
            .register(registry);
  }

  ImportObserver of(String chain) {
    whole.initLabelValues(chain);
    verification.initLabelValues(chain, "success");
    processed.initLabelValues(chain, "success");
    return new Observer(chain);
  }

  /** Belongs to the node's thread. */
  private final class Observer implements ImportObserver {
    private final String chain;
    private long begun;

    Observer(String chain) {
      this.chain = chain;
    }

    @Override
    public void onBegun() {
      begun = System.nanoTime();
    }

    @Override
    public void onChecked(boolean accepted) {
      verification
          .labelValues(chain, accepted ? "success" : "verification_failed")
          .observe((System.nanoTime() - begun) / NANOS);
    }

    @Override
    public void onEnded(ImportResult result) {
      processed.labelValues(chain, word(result)).inc();
      if (result instanceof ImportResult.Imported) {
        whole.labelValues(chain).observe((System.nanoTime() - begun) / NANOS);
      }
    }
  }

  private static String word(ImportResult result) {
    return switch (result) {
      case ImportResult.Imported imported -> "success";
      case ImportResult.AlreadyKnown known -> "success";
      case ImportResult.ParentUnknown waiting -> "unknown_parent";
      case ImportResult.Refused refused ->
          switch (refused.reason()) {
            case ImportRefusal.Header header -> "verification_failed";
            case ImportRefusal.Inherents inherents -> "verification_failed";
            case ImportRefusal.StateUnavailable state -> "missing_state";
            case ImportRefusal.ForkBelowFinalised fork -> "bad_block";
            case ImportRefusal.WrongNumber number -> "bad_block";
            case ImportRefusal.Execution execution -> "bad_block";
            case ImportRefusal.StateRoot root -> "bad_block";
          };
    };
  }
}
