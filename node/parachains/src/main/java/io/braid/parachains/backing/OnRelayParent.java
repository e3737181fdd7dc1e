package io.braid.parachains.backing;

import io.braid.consensus.ports.PeerId;
import io.braid.parachains.relay.RelayView;
import io.braid.primitives.Hash256;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What is going on about candidates on one relay parent. */
final class OnRelayParent {
  final RelayView view;
  final StatementTable table;

  /** Candidates that are being fetched or judged here, or were. */
  final Set<Hash256> begun = new LinkedHashSet<>();

  /** Who has advertised, for which parachain: once each. */
  final Set<Map.Entry<PeerId, Integer>> advertised = new LinkedHashSet<>();

  /** Candidates whose backing was told to the observer. */
  final Set<Hash256> reportedBacked = new LinkedHashSet<>();

  OnRelayParent(RelayView view) {
    this.view = view;
    table = new StatementTable(view);
  }
}
