package io.braid.parachains.availability;

import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.PeerId;
import io.braid.parachains.candidate.Signing;
import io.braid.parachains.gossip.Audience;
import io.braid.parachains.gossip.Routes;
import io.braid.parachains.gossip.SessionRoutes;
import io.braid.parachains.peers.PeerSet;
import io.braid.parachains.protocol.BitfieldMessage;
import io.braid.parachains.protocol.ValidationMessage;
import io.braid.parachains.relay.RelayView;
import io.braid.parachains.relay.RelayViews;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.SignedBitfield;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The bitfields that are known: one per validator and block, the first that came. Each goes once to
 * every peer that knows its block, or when it does, and to which the grid or chance leads.
 */
final class Bitfields {
  private static final int MAX_BLOCKS = 64;

  private static final class Known {
    final RelayView view;
    final TreeMap<Integer, SignedBitfield> byValidator = new TreeMap<>();

    /** Whose bitfields a peer has: those that it sent, or was sent. */
    final Map<PeerId, Set<Integer>> atPeers = new LinkedHashMap<>();

    private final Routes routes;
    private final Map<Integer, Audience> audiences = new LinkedHashMap<>();

    Known(RelayView view, Routes routes) {
      this.view = view;
      this.routes = routes;
    }

    Audience audienceOf(int validator) {
      return audiences.computeIfAbsent(validator, key -> new Audience(routes, validator));
    }
  }

  private final RelayViews views;
  private final Network network;
  private final PeerSet<ValidationMessage> peers;
  private final SessionRoutes routes;
  private final Map<Hash256, Known> known = new LinkedHashMap<>();
  private int finalised;

  Bitfields(
      RelayViews views, Network network, PeerSet<ValidationMessage> peers, SessionRoutes routes) {
    this.views = views;
    this.network = network;
    this.peers = peers;
    this.routes = routes;
  }

  private Known known(RelayView view) {
    Known found =
        known.computeIfAbsent(view.block().hash(), hash -> new Known(view, routes.of(view)));
    if (known.size() > MAX_BLOCKS) {
      known.remove(known.keySet().iterator().next());
    }
    return found;
  }

  void prune(int number) {
    finalised = number;
    known.values().removeIf(each -> each.view.block().number() < number);
  }

  void onMessage(PeerId peer, BitfieldMessage message) {
    BitfieldMessage.Bitfield told = (BitfieldMessage.Bitfield) message;
    Optional<RelayView> view = views.at(told.relayParent());
    if (view.isPresent() && view.get().block().number() >= finalised) {
      accept(peer, known(view.get()), told.bitfield());
    }
  }

  private void accept(PeerId peer, Known at, SignedBitfield bitfield) {
    int index = bitfield.validatorIndex();
    if (at.byValidator.containsKey(index)) {
      at.atPeers.computeIfAbsent(peer, key -> new LinkedHashSet<>()).add(index);
      return;
    }
    boolean holds =
        index >= 0
            && index < at.view.validators().size()
            && bitfield.payload().size() == at.view.cores().size()
            && Signing.verify(
                views.signatures(),
                bitfield.signature(),
                Signing.bitfield(bitfield.payload(), at.view.signingContext()),
                at.view.validators().get(index));
    if (!holds) {
      network.report(peer, "expected a bitfield that its validator signed");
      return;
    }
    at.atPeers.computeIfAbsent(peer, key -> new LinkedHashSet<>()).add(index);
    store(at, bitfield);
  }

  /** Takes this node's own bitfield. */
  void add(RelayView view, SignedBitfield bitfield) {
    store(known(view), bitfield);
  }

  private void store(Known at, SignedBitfield bitfield) {
    at.byValidator.put(bitfield.validatorIndex(), bitfield);
    Hash256 block = at.view.block().hash();
    int validator = bitfield.validatorIndex();
    List<PeerId> having =
        peers.peers().stream().filter(peer -> peers.knows(peer, block::equals)).toList();
    List<PeerId> to = new ArrayList<>(at.audienceOf(validator).of(having));
    to.removeIf(
        peer -> !at.atPeers.computeIfAbsent(peer, key -> new LinkedHashSet<>()).add(validator));
    peers.send(to, message(block, bitfield));
  }

  private static ValidationMessage message(Hash256 block, SignedBitfield bitfield) {
    return new ValidationMessage.BitfieldDistribution(
        new BitfieldMessage.Bitfield(block, bitfield));
  }

  /** A peer knows these blocks now. */
  void onKnows(PeerId peer, Set<Hash256> blocks) {
    for (Hash256 block : blocks) {
      Known at = known.get(block);
      if (at != null) {
        Set<Integer> there = at.atPeers.computeIfAbsent(peer, key -> new LinkedHashSet<>());
        int all = peers.peers().size();
        at.byValidator.forEach((index, bitfield) -> {
          if (at.audienceOf(index).includes(peer, all) && there.add(index)) {
            peers.send(peer, message(block, bitfield));
          }
        });
      }
    }
  }

  List<SignedBitfield> about(Hash256 block) {
    Known found = known.get(block);
    return found == null ? List.of() : List.copyOf(found.byValidator.values());
  }
}
