package io.braid.parachains.availability;

import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.parachains.candidate.Signing;
import io.braid.parachains.relay.RelayView;
import io.braid.parachains.relay.RelayViews;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.SignedBitfield;
import io.braid.scale.Decoded;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The bitfields that are known: one per validator and block, the first that came. Those about
 * blocks that are not here yet wait, at most {@value #MAX_WAITING}.
 */
final class Bitfields {
  private static final int MAX_BLOCKS = 64;
  private static final int MAX_WAITING = 1_024;

  private record Known(RelayView view, TreeMap<Integer, SignedBitfield> byValidator) {}

  private record Waiting(PeerId from, BitfieldMessage message) {}

  private final RelayViews views;
  private final Network network;
  private final Map<Hash256, Known> known = new LinkedHashMap<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private int finalised;

  Bitfields(RelayViews views, Network network) {
    this.views = views;
    this.network = network;
  }

  void onImported(RelayView view) {
    known(view);
    List<Waiting> all = List.copyOf(waiting);
    waiting.clear();
    for (Waiting each : all) {
      if (each.message.block().equals(view.block().hash())) {
        accept(each.from, view, each.message);
      } else {
        waiting.add(each);
      }
    }
  }

  private Known known(RelayView view) {
    Known found =
        known.computeIfAbsent(view.block().hash(), hash -> new Known(view, new TreeMap<>()));
    if (known.size() > MAX_BLOCKS) {
      known.remove(known.keySet().iterator().next());
    }
    return found;
  }

  void prune(int number) {
    finalised = number;
    known.values().removeIf(each -> each.view.block().number() < number);
  }

  void onMessage(PeerId peer, Bytes message) {
    switch (BitfieldMessageCodec.CODEC.tryDecode(message)) {
      case Decoded.Malformed<BitfieldMessage>(String reason) -> network.report(peer, reason);
      case Decoded.Value<BitfieldMessage>(BitfieldMessage value) -> {
        Optional<RelayView> view = views.at(value.block());
        if (view.isPresent()) {
          accept(peer, view.get(), value);
        } else if (waiting.size() < MAX_WAITING) {
          waiting.add(new Waiting(peer, value));
        }
      }
    }
  }

  private void accept(PeerId peer, RelayView view, BitfieldMessage message) {
    SignedBitfield bitfield = message.bitfield();
    int index = bitfield.validatorIndex();
    if (view.block().number() < finalised || known(view).byValidator.containsKey(index)) {
      return;
    }
    boolean holds =
        index >= 0
            && index < view.validators().size()
            && bitfield.payload().size() == view.cores().size()
            && Signing.verify(
                bitfield.signature(),
                Signing.bitfield(bitfield.payload(), view.signingContext()),
                view.validators().get(index));
    if (!holds) {
      network.report(peer, "expected a bitfield that its validator signed");
      return;
    }
    store(view, bitfield, peer);
  }

  /** Takes this node's own bitfield. */
  void add(RelayView view, SignedBitfield bitfield) {
    store(view, bitfield, null);
  }

  private void store(RelayView view, SignedBitfield bitfield, @Nullable PeerId from) {
    known(view).byValidator.put(bitfield.validatorIndex(), bitfield);
    Bytes message =
        BitfieldMessageCodec.CODEC.encodeToBytes(
            new BitfieldMessage(view.block().hash(), bitfield));
    for (PeerId peer : network.peers()) {
      if (!peer.equals(from)) {
        network.send(peer, Protocol.BITFIELDS, message);
      }
    }
  }

  List<SignedBitfield> about(Hash256 block) {
    Known found = known.get(block);
    return found == null ? List.of() : List.copyOf(found.byValidator.values());
  }
}
