package io.braid.service.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.List;

/** One metric's samples, as they are gathered. */
final class Samples {
  private record Sample(Labels labels, double value) {}

  private final String name;
  private final String help;
  private final List<Sample> samples = new ArrayList<>();

  /**
   * @param name without the ending {@code _total} of counters
   */
  Samples(String name, String help) {
    this.name = name;
    this.help = help;
  }

  Samples add(double value, String... labels) {
    samples.add(new Sample(Labels.of(labels), value));
    return this;
  }

  MetricSnapshot gauge() {
    GaugeSnapshot.Builder built = GaugeSnapshot.builder().name(name).help(help);
    for (Sample sample : samples) {
      built.dataPoint(
          GaugeDataPointSnapshot.builder().labels(sample.labels).value(sample.value).build());
    }
    return built.build();
  }

  MetricSnapshot counter() {
    CounterSnapshot.Builder built = CounterSnapshot.builder().name(name).help(help);
    for (Sample sample : samples) {
      built.dataPoint(
          CounterDataPointSnapshot.builder().labels(sample.labels).value(sample.value).build());
    }
    return built.build();
  }
}
