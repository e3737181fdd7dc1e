package io.braid.service;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.ChainView;
import io.braid.consensus.importing.ImportObserver;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.primitives.Bytes;
import io.braid.service.health.ChainVitals;
import java.time.Duration;
import java.util.Optional;

/**
 * The relay chain under a collator: a node of its own, or somebody else's. Belongs to the
 * collator's thread, but for {@link #close}.
 */
interface RelaySide extends AutoCloseable {
  ChainView chain();

  /** How long a slot of the relay chain is. */
  Duration slot();

  void start();

  /** What the collator shows its peers of the relay chain. */
  BlockRef shown();

  ChainVitals vitals();

  /** Call before {@link #start}. */
  void observeImports(ImportObserver observer);

  void onConnected(PeerId peer, BlockRef best);

  void onDisconnected(PeerId peer);

  void onMessage(PeerId peer, Protocol protocol, Bytes message);

  Optional<Bytes> onRequest(PeerId peer, Protocol protocol, Bytes request);

  @Override
  void close();
}
