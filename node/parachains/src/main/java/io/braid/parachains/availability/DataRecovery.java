package io.braid.parachains.availability;

import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.parachains.candidate.AvailableData;
import io.braid.parachains.peers.ValidatorPeers;
import io.braid.parachains.protocol.AvailableDataFetching;
import io.braid.parachains.protocol.AvailableDataFetching_RequestCodec;
import io.braid.parachains.protocol.AvailableDataFetching_ResponseCodec;
import io.braid.parachains.protocol.ChunkFetching;
import io.braid.parachains.protocol.ChunkFetching_RequestCodec;
import io.braid.parachains.protocol.ChunkFetching_ResponseCodec;
import io.braid.parachains.relay.RelayView;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.scale.Codec;
import io.braid.scale.Decoded;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Brings a candidate's data here: whole from one of its backers, or from the chunks of others,
 * those first that hold the data itself. As many chunks are asked for at a time as are missing.
 */
public final class DataRecovery {
  private final Network network;
  private final ValidatorPeers validators;
  private final AvailabilityStore store;

  public DataRecovery(Network network, ValidatorPeers validators, AvailabilityStore store) {
    this.network = network;
    this.validators = validators;
    this.store = store;
  }

  /**
   * Whose data.
   *
   * @param session a view of the session whose validators hold the chunks
   * @param group that backed the candidate, by its index
   */
  public record Wanted(RelayView session, Hash256 candidate, Hash256 erasureRoot, int group) {}

  /**
   * Recovers.
   *
   * @param answer gets the outcome once, perhaps from within this call
   */
  public void recover(Wanted wanted, Consumer<Recovery> answer) {
    Optional<AvailableData> here = store.data(wanted.candidate());
    if (here.isPresent()) {
      answer.accept(new Recovery.Recovered(here.get()));
      return;
    }
    List<List<Integer>> groups = wanted.session().groups();
    Deque<PeerId> backers = new ArrayDeque<>();
    if (wanted.group() >= 0 && wanted.group() < groups.size()) {
      for (int member : groups.get(wanted.group())) {
        peer(wanted, member).ifPresent(backers::add);
      }
    }
    askBackers(wanted, backers, answer);
  }

  private Optional<PeerId> peer(Wanted wanted, int validator) {
    return validators
        .peer(wanted.session(), validator)
        .filter(peer -> !peer.equals(network.self()));
  }

  private void askBackers(Wanted wanted, Deque<PeerId> backers, Consumer<Recovery> answer) {
    PeerId backer = backers.poll();
    if (backer == null) {
      new Chunks(wanted, answer).fetch();
      return;
    }
    network.request(
        backer,
        Protocol.AVAILABLE_DATA_FETCHING,
        AvailableDataFetching_RequestCodec.CODEC.encodeToBytes(
            new AvailableDataFetching.Request(wanted.candidate())),
        bytes -> {
          if (decode(AvailableDataFetching_ResponseCodec.CODEC, bytes).orElse(null)
              instanceof AvailableDataFetching.Response.Found(AvailableData data)) {
            if (ErasureChunks.of(data, wanted.session().validators().size())
                .root()
                .equals(wanted.erasureRoot())) {
              answer.accept(new Recovery.Recovered(data));
              return;
            }
            network.report(backer, "expected data that belongs to the erasure root");
          }
          askBackers(wanted, backers, answer);
        });
  }

  private static <T> Optional<T> decode(Codec<T> codec, Optional<Bytes> bytes) {
    return bytes.flatMap(value ->
        codec.tryDecode(value) instanceof Decoded.Value<T>(T decoded)
            ? Optional.of(decoded)
            : Optional.empty());
  }

  /** The chunks of one candidate, as they come. */
  private final class Chunks {
    private final Wanted wanted;
    private final Consumer<Recovery> answer;
    private final int count;
    private final int needed;
    private final List<ProvenChunk> found = new ArrayList<>();
    private int next;
    private int underWay;
    private boolean done;

    Chunks(Wanted wanted, Consumer<Recovery> answer) {
      this.wanted = wanted;
      this.answer = answer;
      count = wanted.session().validators().size();
      needed = io.braid.erasure.ErasureCode.recoveryThreshold(count);
    }

    void fetch() {
      while (!done && found.size() + underWay < needed && next < count) {
        int index = next++;
        Optional<ProvenChunk> own = store.chunk(wanted.candidate(), index);
        if (own.isPresent()) {
          found.add(own.get());
        } else {
          peer(wanted, index).ifPresent(peer -> ask(peer, index));
        }
      }
      if (!done && (found.size() >= needed || underWay == 0)) {
        done = true;
        answer.accept(Recovery.of(found, wanted.erasureRoot(), count));
      }
    }

    private void ask(PeerId peer, int index) {
      underWay++;
      network.request(
          peer,
          Protocol.CHUNK_FETCHING,
          ChunkFetching_RequestCodec.CODEC.encodeToBytes(
              new ChunkFetching.Request(wanted.candidate(), index)),
          bytes -> {
            underWay--;
            if (decode(ChunkFetching_ResponseCodec.CODEC, bytes).orElse(null)
                instanceof ChunkFetching.Response.Found(ChunkFetching.Chunk sent)) {
              ProvenChunk chunk = ProvenChunk.of(sent);
              if (sent.index() == index && chunk.belongsTo(wanted.erasureRoot())) {
                found.add(chunk);
              } else {
                network.report(peer, "expected a chunk that belongs to the erasure root");
              }
            }
            fetch();
          });
    }
  }
}
