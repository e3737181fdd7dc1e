package io.braid.consensus.warp;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.grandpa.NewVoters;
import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.grandpa.GrandpaAuthority;
import io.braid.scale.Decoded;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Fetches proofs of finality, and then the state of the last block that they prove, from one peer
 * at a time. A peer that sends something wrong is reported and asked no more; one that does not
 * answer gets a few more chances. When a state is gone, as peers drop old ones, a later proof is
 * fetched.
 */
public final class WarpSync {
  /** Blocks that a peer must be ahead: fewer are fetched one by one. */
  public static final int MIN_GAP = 1_024;

  /** Requests that a peer may leave without an answer. */
  private static final int MAX_SILENCES = 3;

  private static final int MAX_PROOF_BYTES = 16 << 20;

  /** Ticks to wait for somebody who can be asked. */
  private static final int PATIENCE = 5;

  private final Chain chain;
  private final Network network;
  private final Function<PeerId, Optional<BlockRef>> bestOf;
  private final int minGap;
  private final Consumer<WarpOutcome> done;

  /** How often a peer did not answer; more than {@link #MAX_SILENCES} when it lied. */
  private final Map<PeerId, Integer> silences = new LinkedHashMap<>();

  private ProvenHead head;
  private Optional<StateDownload> state = Optional.empty();
  private boolean asked;
  private boolean ended;
  private int idleTicks;

  /**
   * @param chain at its genesis
   * @param voters the set 0
   * @param bestOf what peers say is their best block
   * @param done hears the outcome, once
   */
  public WarpSync(
      Chain chain,
      Network network,
      List<GrandpaAuthority> voters,
      Function<PeerId, Optional<BlockRef>> bestOf,
      int minGap,
      Consumer<WarpOutcome> done) {
    this.chain = chain;
    this.network = network;
    this.bestOf = bestOf;
    this.minGap = minGap;
    this.done = done;
    head = new ProvenHead(chain.genesis(), 0, voters, 0, List.of());
  }

  /** Asks somebody when that can be done: call when a peer came. */
  public void progress() {
    if (!asked && !ended) {
      network.peers().stream()
          .filter(this::isFarAhead)
          .filter(this::isWorthAsking)
          .findFirst()
          .ifPresent(this::ask);
    }
  }

  /** Ends the attempt when there was nobody to ask for a while: call now and then. */
  public void tick() {
    progress();
    List<PeerId> peers = network.peers();
    if (asked || ended || ++idleTicks < PATIENCE) {
      return;
    }
    end(
        peers.stream().anyMatch(this::isFarAhead)
            ? new WarpOutcome.GivenUp("no peer has the proofs and the state to jump by")
            : new WarpOutcome.NotNeeded());
  }

  private boolean isFarAhead(PeerId peer) {
    return bestOf
        .apply(peer)
        .filter(best -> best.number() - minGap >= chain.best().number())
        .isPresent();
  }

  private boolean isWorthAsking(PeerId peer) {
    return silences.getOrDefault(peer, 0) <= MAX_SILENCES;
  }

  private void end(WarpOutcome outcome) {
    ended = true;
    state = Optional.empty();
    done.accept(outcome);
  }

  private void ask(PeerId peer) {
    asked = true;
    if (state.isPresent()) {
      StateDownload download = state.get();
      network.request(
          peer, Protocol.STATE, download.request(), answer -> onState(peer, download, answer));
    } else {
      network.request(
          peer, Protocol.WARP_SYNC, head.block().hash().bytes(), answer -> onProof(peer, answer));
    }
  }

  private void distrust(PeerId peer, String reason) {
    silences.put(peer, MAX_SILENCES + 1);
    network.report(peer, reason);
  }

  // Proofs

  private void onProof(PeerId peer, Optional<Bytes> answer) {
    asked = false;
    if (answer.isEmpty()) {
      silences.merge(peer, 1, Integer::sum);
    } else if (answer.get().size() > MAX_PROOF_BYTES
        || !(WarpProofCodec.CODEC.tryDecode(answer.get())
            instanceof Decoded.Value<WarpProof>(WarpProof proof))) {
      distrust(peer, "expected a warp proof of at most " + MAX_PROOF_BYTES + " bytes");
    } else {
      switch (head.follow(proof)) {
        case ProvenHead.Step.Refused(String reason) -> distrust(peer, reason);
        case ProvenHead.Step.Proven(ProvenHead further) -> {
          head = further;
          if (proof.finished()) {
            onHead(peer);
          }
        }
      }
    }
    progress();
  }

  private void onHead(PeerId peer) {
    if (head.block().number() - minGap < chain.best().number()) {
      // Its chain is long, but hardly any of it is final.
      silences.put(peer, MAX_SILENCES + 1);
    } else {
      state = Optional.of(new StateDownload(head.fragments().getLast().header()));
    }
  }

  // State

  private void onState(PeerId peer, StateDownload download, Optional<Bytes> answer) {
    asked = false;
    if (answer.isEmpty()) {
      silences.merge(peer, 1, Integer::sum);
      state = Optional.empty();
    } else {
      switch (download.take(answer.get())) {
        case StateDownload.Outcome.Further further -> {}
        case StateDownload.Outcome.Refused(String reason) -> distrust(peer, reason);
        case StateDownload.Outcome.Impossible(String reason) ->
            end(new WarpOutcome.GivenUp(reason));
        case StateDownload.Outcome.Complete complete -> end(new WarpOutcome.Jumped(jump(download)));
      }
    }
    progress();
  }

  private Jump jump(StateDownload download) {
    Header header = head.fragments().getLast().header();
    long round =
        head.setBegan() == header.number()
            ? 1
            : head.fragments().getLast().justification().round() + 1;
    return new Jump(
        head.fragments(),
        new NewVoters(head.setId(), head.voters(), head.setBegan(), round),
        download.nodes());
  }
}
