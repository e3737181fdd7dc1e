/**
 * A node's figures for Prometheus and what reads its formats, under the names that Polkadot's nodes
 * give them, each with the label {@code chain}; figures that only Braid has begin with {@code
 * braid_}. What changes with the chain is read when somebody asks ({@code NodeFigures}); what
 * happens is counted as it happens ({@code ImportMeasurement}, {@code BackingMeasurement}). {@link
 * io.braid.service.metrics.NodeMetrics} ties both together and serves them. Nothing here changes a
 * node, or waits on its thread.
 */
@NullMarked
package io.braid.service.metrics;

import org.jspecify.annotations.NullMarked;
