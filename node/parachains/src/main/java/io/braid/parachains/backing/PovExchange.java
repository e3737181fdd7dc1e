package io.braid.parachains.backing;

import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.parachains.candidate.Candidates;
import io.braid.parachains.candidate.PoV;
import io.braid.parachains.protocol.PovFetching;
import io.braid.parachains.protocol.PovFetching_RequestCodec;
import io.braid.parachains.protocol.PovFetching_ResponseCodec;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.CandidateReceipt;
import io.braid.scale.Decoded;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Proofs of validity between members of a group. Serves those of the last {@value #MAX_POVS}
 * candidates that this node found valid.
 */
final class PovExchange {
  private static final int MAX_POVS = 16;

  private final Network network;
  private final Map<Hash256, PoV> kept =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Hash256, PoV> eldest) {
          return size() > MAX_POVS;
        }
      };

  PovExchange(Network network) {
    this.network = network;
  }

  void keep(Hash256 candidate, PoV pov) {
    kept.put(candidate, pov);
  }

  /** The answer to a {@link PovFetching.Request}; nothing to what is none. */
  Optional<Bytes> onRequest(Bytes request) {
    return PovFetching_RequestCodec.CODEC.tryDecode(request)
            instanceof Decoded.Value<PovFetching.Request>(PovFetching.Request asked)
        ? Optional.of(
            PovFetching_ResponseCodec.CODEC.encodeToBytes(
                Optional.ofNullable(kept.get(asked.candidateHash()))
                    .<PovFetching.Response>map(PovFetching.Response.Found::new)
                    .orElseGet(PovFetching.Response.NoSuchPov::new)))
        : Optional.empty();
  }

  /**
   * Asks one peer after the other for what a receipt names by hash.
   *
   * @param first who told of the candidate
   * @param found gets it with its sender
   * @param nowhere runs when no peer has it
   */
  void fetch(
      PeerId first, CandidateReceipt receipt, BiConsumer<PeerId, PoV> found, Runnable nowhere) {
    List<PeerId> peers = new ArrayList<>(network.peers());
    peers.remove(first);
    peers.addFirst(first);
    ask(peers, receipt, found, nowhere);
  }

  private void ask(
      List<PeerId> peers,
      CandidateReceipt receipt,
      BiConsumer<PeerId, PoV> found,
      Runnable nowhere) {
    if (peers.isEmpty()) {
      nowhere.run();
      return;
    }
    PeerId peer = peers.getFirst();
    network.request(
        peer,
        Protocol.POV_FETCHING,
        PovFetching_RequestCodec.CODEC.encodeToBytes(
            new PovFetching.Request(Candidates.hash(receipt))),
        answer -> {
          if (answer.isPresent()
              && PovFetching_ResponseCodec.CODEC.tryDecode(answer.get())
                  instanceof Decoded.Value<PovFetching.Response>(var response)
              && response instanceof PovFetching.Response.Found(PoV pov)
              && Candidates.hash(pov).equals(receipt.descriptor().povHash())) {
            found.accept(peer, pov);
          } else {
            ask(peers.subList(1, peers.size()), receipt, found, nowhere);
          }
        });
  }
}
