package io.braid.consensus.pool;

import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.TransactionSource;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.Decoded;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sends transactions to peers, and takes theirs (Polkadot specification, 4.8.2). */
public final class TransactionGossip {
  private static final int MAX_PER_MESSAGE = 4_096;
  private static final Codec<List<Bytes>> MESSAGE =
      Codecs.list(Codecs.bytes(16 << 20), MAX_PER_MESSAGE);

  private final TransactionPool pool;
  private final Network network;

  public TransactionGossip(TransactionPool pool, Network network) {
    this.pool = pool;
    this.network = network;
  }

  /** Submits a transaction of this node's own clients. */
  public SubmitResult submit(Bytes extrinsic) {
    SubmitResult result = pool.submit(extrinsic, TransactionSource.LOCAL);
    if (result instanceof SubmitResult.Accepted(Hash256 hash)) {
      send(hash, List.of(extrinsic), Optional.empty());
    }
    return result;
  }

  private void send(Hash256 hash, List<Bytes> extrinsics, Optional<PeerId> except) {
    if (!pool.isPropagated(hash)) {
      return;
    }
    Bytes message = MESSAGE.encodeToBytes(extrinsics);
    List<String> sent = new ArrayList<>();
    for (PeerId peer : network.peers()) {
      if (!except.equals(Optional.of(peer))) {
        network.send(peer, Protocol.TRANSACTIONS, message);
        sent.add(peer.name());
      }
    }
    pool.broadcast(hash, sent);
  }

  /** Transactions came from a peer; those that are new and valid go on to the others. */
  public void onMessage(PeerId peer, Bytes message) {
    switch (MESSAGE.tryDecode(message)) {
      case Decoded.Malformed<List<Bytes>>(String reason) -> network.report(peer, reason);
      case Decoded.Value<List<Bytes>>(List<Bytes> extrinsics) -> {
        for (Bytes extrinsic : extrinsics) {
          if (pool.submit(extrinsic, TransactionSource.EXTERNAL)
              instanceof SubmitResult.Accepted(Hash256 hash)) {
            send(hash, List.of(extrinsic), Optional.of(peer));
          }
        }
      }
    }
  }

  /** Sends a new peer what is ready, as much as one message may hold. */
  public void onConnected(PeerId peer) {
    List<Bytes> ready = new ArrayList<>();
    for (Bytes extrinsic : pool.ready()) {
      if (ready.size() < MAX_PER_MESSAGE && pool.isPropagated(TransactionPool.hash(extrinsic))) {
        ready.add(extrinsic);
      }
    }
    if (!ready.isEmpty()) {
      network.send(peer, Protocol.TRANSACTIONS, MESSAGE.encodeToBytes(ready));
    }
  }
}
