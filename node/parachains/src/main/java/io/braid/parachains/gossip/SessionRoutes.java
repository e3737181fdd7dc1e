package io.braid.parachains.gossip;

import io.braid.consensus.ports.Keystore;
import io.braid.crypto.keys.KeyScheme;
import io.braid.parachains.peers.ValidatorPeers;
import io.braid.parachains.relay.RelayView;
import io.braid.parachains.relay.RelayViews;
import io.braid.primitives.Bytes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The ways from this node in the sessions that are going on. */
public final class SessionRoutes {
  private static final String KEY_TYPE = "audi";
  private static final int SESSIONS_KEPT = 4;

  private final RelayViews views;
  private final ValidatorPeers validators;
  private final Keystore keys;
  private final RandomGenerator random;
  private final Map<Integer, Routes> kept = new LinkedHashMap<>();

  /**
   * @param keys of type {@code audi} tell which place is this node's
   * @param random chooses the peers outside the grid
   */
  public SessionRoutes(
      RelayViews views, ValidatorPeers validators, Keystore keys, RandomGenerator random) {
    this.views = views;
    this.validators = validators;
    this.keys = keys;
    this.random = random;
  }

  /** Where it is not known who validates: chance alone leads. */
  public Routes unknown() {
    return new Routes(Optional.empty(), -1, validator -> Optional.empty(), random);
  }

  /** The ways in a view's session. */
  public Routes of(RelayView view) {
    Routes known = kept.get(view.session());
    if (known != null) {
      return known;
    }
    List<Bytes> discoveryKeys = views.discoveryKeys(view);
    List<Bytes> own = keys.publicKeys(KeyScheme.SR25519, KEY_TYPE);
    int self = own.stream().mapToInt(discoveryKeys::indexOf).max().orElse(-1);
    Optional<GridTopology> grid =
        views.randomness(view).map(found -> GridTopology.of(found, discoveryKeys.size()));
    Routes routes =
        new Routes(
            self < 0 ? Optional.empty() : grid.map(topology -> topology.of(self)),
            self,
            validator -> validators.peer(view, validator),
            random);
    if (grid.isPresent() && !discoveryKeys.isEmpty()) {
      kept.put(view.session(), routes);
      if (kept.size() > SESSIONS_KEPT) {
        kept.remove(kept.keySet().iterator().next());
      }
    }
    return routes;
  }

  /** Peers came, went, or were found out to be validators. */
  public void refresh() {
    kept.values().forEach(Routes::refresh);
  }
}
