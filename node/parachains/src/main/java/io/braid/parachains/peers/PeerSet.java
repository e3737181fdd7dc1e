package io.braid.parachains.peers;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.ChainView;
import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.parachains.protocol.CollationMessage;
import io.braid.parachains.protocol.CollationMessageCodec;
import io.braid.parachains.protocol.ValidationMessage;
import io.braid.parachains.protocol.ValidationMessageCodec;
import io.braid.parachains.protocol.View;
import io.braid.parachains.protocol.WireMessage;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.scale.Codec;
import io.braid.scale.Decoded;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The peers of one protocol of notifications. Each tells the others its view, the relay blocks that
 * it has on its mind, and is told what is about these: whoever does not know a block yet is told
 * when it does. What a peer has known it goes on knowing, the last {@value #MAX_KNOWN} blocks.
 *
 * @param <M> the protocol's own messages
 */
public final class PeerSet<M> {
  private static final int MAX_KNOWN = 32;

  private final Protocol protocol;
  private final Network network;
  private final ChainView chain;
  private final boolean greets;
  private final Codec<WireMessage<M>> codec;
  private final Map<PeerId, LinkedHashSet<Hash256>> known = new LinkedHashMap<>();
  private View told;

  private PeerSet(
      Protocol protocol, Network network, ChainView chain, boolean greets, Codec<M> messages) {
    this.protocol = protocol;
    this.network = network;
    this.chain = chain;
    this.greets = greets;
    codec = WireMessage.codec(messages);
    told = view();
  }

  /** Of those who validate, and listen to validators. */
  public static PeerSet<ValidationMessage> validation(Network network, ChainView chain) {
    return new PeerSet<>(Protocol.VALIDATION, network, chain, true, ValidationMessageCodec.CODEC);
  }

  /**
   * Of collators and validators.
   *
   * @param collator whether this node is the collator: collators turn to validators
   */
  public static PeerSet<CollationMessage> collation(
      Network network, ChainView chain, boolean collator) {
    return new PeerSet<>(Protocol.COLLATION, network, chain, collator, CollationMessageCodec.CODEC);
  }

  private View view() {
    List<Hash256> heads = new ArrayList<>();
    heads.add(chain.best().hash());
    for (BlockRef leaf : chain.leaves().reversed()) {
      if (heads.size() < View.MAX_HEADS && !heads.contains(leaf.hash())) {
        heads.add(leaf.hash());
      }
    }
    return new View(heads.stream().sorted().toList(), chain.finalised().number());
  }

  /** A relay block was imported or became final: peers are told when the view changed. */
  public void onChainMoved() {
    View now = view();
    if (!now.equals(told)) {
      told = now;
      send(greets ? network.peers() : peers(), new WireMessage.ViewUpdate<>(now));
    }
  }

  public void onConnected(PeerId peer) {
    if (greets) {
      send(List.of(peer), new WireMessage.ViewUpdate<>(told));
    }
  }

  public void onDisconnected(PeerId peer) {
    known.remove(peer);
  }

  /** What a notification brought. */
  public sealed interface Received<M> {
    record Message<M>(M message) implements Received<M> {}

    /**
     * The peer knows these blocks, which it did not before.
     *
     * @param first whether it is the first word of this peer
     */
    record Knows<M>(Set<Hash256> blocks, boolean first) implements Received<M> {}
  }

  /** A notification came; nothing when it is none, for which its sender is reported. */
  public Optional<Received<M>> onMessage(PeerId peer, Bytes notification) {
    return switch (codec.tryDecode(notification)) {
      case Decoded.Malformed<WireMessage<M>>(String reason) -> {
        network.report(peer, reason);
        yield Optional.empty();
      }
      case Decoded.Value<WireMessage<M>>(WireMessage<M> value) ->
          Optional.of(
              switch (value) {
                case WireMessage.ProtocolMessage<M>(M message) -> new Received.Message<>(message);
                case WireMessage.ViewUpdate<M>(View view) -> onView(peer, view);
              });
    };
  }

  private Received<M> onView(PeerId peer, View view) {
    boolean first = !known.containsKey(peer);
    if (first && !network.peers().contains(peer)) {
      // It left while this was under way.
      return new Received.Knows<>(Set.of(), false);
    }
    if (first && !greets) {
      send(List.of(peer), new WireMessage.ViewUpdate<>(told));
    }
    Set<Hash256> blocks = known.computeIfAbsent(peer, key -> new LinkedHashSet<>());
    Set<Hash256> fresh = new LinkedHashSet<>();
    for (Hash256 head : view.heads()) {
      if (blocks.add(head)) {
        fresh.add(head);
      }
    }
    while (blocks.size() > MAX_KNOWN) {
      blocks.remove(blocks.iterator().next());
    }
    return new Received.Knows<>(fresh, first);
  }

  /** Who has said what it has on its mind. */
  public List<PeerId> peers() {
    return List.copyOf(known.keySet());
  }

  /** Whether a peer knows a block that satisfies a condition. */
  public boolean knows(PeerId peer, Predicate<Hash256> block) {
    LinkedHashSet<Hash256> blocks = known.get(peer);
    if (blocks == null) {
      return false;
    }
    // What a peer knows since shortly is most often asked for.
    for (Hash256 each : blocks.reversed()) {
      if (block.test(each)) {
        return true;
      }
    }
    return false;
  }

  public void send(PeerId peer, M message) {
    send(List.of(peer), new WireMessage.ProtocolMessage<>(message));
  }

  /** Sends one message to several peers. */
  public void send(List<PeerId> peers, M message) {
    send(peers, new WireMessage.ProtocolMessage<>(message));
  }

  private void send(List<PeerId> peers, WireMessage<M> message) {
    if (!peers.isEmpty()) {
      Bytes encoded = codec.encodeToBytes(message);
      peers.forEach(peer -> network.send(peer, protocol, encoded));
    }
  }
}
