package io.braid.service.metrics;

import io.braid.executor.pvf.PvfPrecheck;
import io.braid.parachains.backing.BackingObserver;
import io.braid.parachains.pvf.PvfTask;
import io.braid.parachains.pvf.PvfVerdict;
import io.braid.parachains.pvf.PvfWorkers;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.Consumer;

/**
 * What a validator does for parachains. Names: Polkadot SDK, {@code
 * polkadot-node-core-candidate-validation} and {@code polkadot-node-core-backing}.
 */
final class BackingMeasurement implements BackingObserver {
  private static final double NANOS = 1e9;

  private final String chain;
  private final Counter validations;
  private final DistributionDataPoint time;
  private final CounterDataPoint seconded;
  private final CounterDataPoint signed;

  BackingMeasurement(PrometheusRegistry registry, String chain) {
    this.chain = chain;
    validations =
        Counter.builder()
            .name("polkadot_parachain_validation_requests_total")
            .help("Candidates that were validated, by the verdict")
            .labelNames("chain", "validity")
            .register(registry);
    validations.initLabelValues(chain, "valid");
    validations.initLabelValues(chain, "invalid");
    time =
        Histogram.builder()
            .name("polkadot_parachain_candidate_validation_validate_candidate_exhaustive")
            .help("Seconds from a candidate to its verdict, waiting for a free thread included")
            .labelNames("chain")
            .classicOnly()
            .register(registry)
            .labelValues(chain);
    seconded =
        Counter.builder()
            .name("polkadot_parachain_candidate_backing_candidates_seconded_total")
            .help("Candidates that this validator seconded")
            .labelNames("chain")
            .register(registry)
            .labelValues(chain);
    signed =
        Counter.builder()
            .name("polkadot_parachain_candidate_backing_signed_statements_total")
            .help("Statements on candidates that this validator signed")
            .labelNames("chain")
            .register(registry)
            .labelValues(chain);
  }

  @Override
  public void onSeconded(int paraId, Hash256 candidate) {
    seconded.inc();
  }

  @Override
  public void onSigned() {
    signed.inc();
  }

  /** The same workers, with their verdicts counted and their time taken. */
  PvfWorkers around(PvfWorkers workers) {
    return new PvfWorkers() {
      @Override
      public void prepare(Bytes code) {
        workers.prepare(code);
      }

      @Override
      public void precheck(Bytes code, Consumer<PvfPrecheck> answer) {
        workers.precheck(code, answer);
      }

      @Override
      public void validate(PvfTask task, Consumer<PvfVerdict> answer) {
        long begun = System.nanoTime();
        workers.validate(
            task,
            verdict -> {
              time.observe((System.nanoTime() - begun) / NANOS);
              validations.labelValues(chain, word(verdict)).inc();
              answer.accept(verdict);
            });
      }
    };
  }

  private static String word(PvfVerdict verdict) {
    return switch (verdict) {
      case PvfVerdict.Valid valid -> "valid";
      case PvfVerdict.Invalid invalid -> "invalid";
      case PvfVerdict.Undecided undecided -> "internal failure";
    };
  }
}
