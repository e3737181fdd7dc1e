package io.braid.parachains.collation;

import io.braid.consensus.chain.ChainView;
import io.braid.consensus.ports.Keystore;
import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.PeerId;
import io.braid.crypto.keys.KeyScheme;
import io.braid.parachains.candidate.Candidates;
import io.braid.parachains.peers.PeerSet;
import io.braid.parachains.protocol.CollationFetching;
import io.braid.parachains.protocol.CollationFetching_RequestCodec;
import io.braid.parachains.protocol.CollationFetching_ResponseCodec;
import io.braid.parachains.protocol.CollationMessage;
import io.braid.parachains.protocol.CollatorMessage;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Header;
import io.braid.scale.Decoded;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A collator among the peers of the relay chain: declares itself to validators, advertises each
 * candidate to those who back its core and know its relay parent, and gives it to those who ask.
 */
public final class Offers {
  private static final Logger LOG = LoggerFactory.getLogger(Offers.class);

  private static final String KEY_TYPE = "coll";

  /** Candidates that validators may still ask for. */
  private static final int MAX_KEPT = 16;

  /** How much older than a validator's best block a relay parent may be to be worth telling. */
  private static final int MAX_AGE = 3;

  private static final class Offer {
    final Collation collation;
    final CollatorMessage.AdvertiseCollation advertisement;
    final Bytes parentHead;
    final Optional<Set<PeerId>> backers;
    final Set<PeerId> told = new LinkedHashSet<>();

    Offer(
        Collation collation,
        CollatorMessage.AdvertiseCollation advertisement,
        Bytes parentHead,
        Optional<Set<PeerId>> backers) {
      this.collation = collation;
      this.advertisement = advertisement;
      this.parentHead = parentHead;
      this.backers = backers;
    }

    boolean isFor(PeerId peer) {
      return backers.map(all -> all.contains(peer)).orElse(true);
    }
  }

  private final int paraId;
  private final Network network;
  private final ChainView relay;
  private final PeerSet<CollationMessage> peers;
  private final CollatorMessage.Declare declaration;

  /** Peers that are collators too: they have no use for candidates. */
  private final Set<PeerId> collators = new LinkedHashSet<>();

  private final Map<Hash256, Offer> offers =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Hash256, Offer> eldest) {
          return size() > MAX_KEPT;
        }
      };

  /**
   * @param network of the relay chain
   * @param keys with the key of type {@value #KEY_TYPE} that names the collator to validators; it
   *     gets one if it has none
   */
  public Offers(int paraId, Network network, ChainView relay, Keystore keys) {
    this.paraId = paraId;
    this.network = network;
    this.relay = relay;
    peers = PeerSet.collation(network, relay, true);
    Bytes key =
        keys.publicKeys(KeyScheme.SR25519, KEY_TYPE).stream()
            .findFirst()
            .orElseGet(() -> keys.generate(KeyScheme.SR25519, KEY_TYPE, Optional.empty()));
    byte[] payload = CollatorMessage.declaration(network.self().binary()).unsafeArray();
    declaration =
        new CollatorMessage.Declare(
            key,
            paraId,
            keys.sign(KeyScheme.SR25519, KEY_TYPE, key, payload)
                .orElseThrow(() -> new IllegalStateException("expected the key " + key)));
  }

  /** The relay chain has moved. */
  public void onChainMoved() {
    peers.onChainMoved();
  }

  public void onConnected(PeerId peer) {
    peers.onConnected(peer);
  }

  public void onDisconnected(PeerId peer) {
    peers.onDisconnected(peer);
    collators.remove(peer);
    offers.values().forEach(offer -> offer.told.remove(peer));
  }

  /** A notification of {@code collation/2} came. */
  public void onMessage(PeerId peer, Bytes notification) {
    peers
        .onMessage(peer, notification)
        .ifPresent(received -> {
          switch (received) {
            case PeerSet.Received.Knows<CollationMessage> knows -> onKnows(peer, knows);
            case PeerSet.Received.Message<CollationMessage>(
                    CollationMessage.CollatorProtocol(CollatorMessage message)) -> {
              switch (message) {
                case CollatorMessage.CollationSeconded seconded ->
                    LOG.debug("{} seconded a candidate on {}", peer.name(), seconded.relayParent());
                case CollatorMessage.Declare other -> collators.add(peer);
                case CollatorMessage.AdvertiseCollation other -> collators.add(peer);
              }
            }
          }
        });
  }

  /** Whether who has {@code head} on its mind may still use a candidate. */
  private boolean matters(Offer offer, Hash256 head) {
    Hash256 at = head;
    for (int age = 0; age < MAX_AGE && !at.equals(offer.advertisement.relayParent()); age++) {
      Optional<Header> header = relay.header(at);
      if (header.isEmpty()) {
        return false;
      }
      at = header.get().parentHash();
    }
    return at.equals(offer.advertisement.relayParent());
  }

  private void onKnows(PeerId peer, PeerSet.Received.Knows<CollationMessage> knows) {
    if (knows.first()) {
      peers.send(peer, new CollationMessage.CollatorProtocol(declaration));
    }
    for (Offer offer : offers.values()) {
      if (knows.blocks().stream().anyMatch(head -> matters(offer, head))
          && !collators.contains(peer)
          && offer.isFor(peer)
          && offer.told.add(peer)) {
        peers.send(peer, new CollationMessage.CollatorProtocol(offer.advertisement));
      }
    }
  }

  /**
   * Keeps a collation for those who ask, and tells of it.
   *
   * @param parentHead that it builds on; validators may not know it yet
   * @param backers whom it is for; when nobody knows, it is told to all
   */
  void offer(Collation collation, Bytes parentHead, Optional<Set<PeerId>> backers) {
    Hash256 hash = Candidates.hash(collation.receipt());
    Hash256 relayParent = collation.receipt().descriptor().relayParent();
    Offer offer =
        new Offer(
            collation,
            new CollatorMessage.AdvertiseCollation(relayParent, hash, Candidates.hash(parentHead)),
            parentHead,
            backers);
    offers.put(hash, offer);
    List<PeerId> to = new ArrayList<>();
    for (PeerId peer : peers.peers()) {
      if (peers.knows(peer, head -> matters(offer, head))
          && !collators.contains(peer)
          && offer.isFor(peer)
          && offer.told.add(peer)) {
        to.add(peer);
      }
    }
    peers.send(to, new CollationMessage.CollatorProtocol(offer.advertisement));
  }

  /** The answer to a {@link CollationFetching.Request}; nothing without the candidate. */
  public Optional<Bytes> onRequest(Bytes request) {
    return CollationFetching_RequestCodec.CODEC.tryDecode(request)
            instanceof Decoded.Value<CollationFetching.Request>(CollationFetching.Request asked)
        ? Optional.ofNullable(offers.get(asked.candidateHash()))
            .filter(offer ->
                asked.paraId() == paraId
                    && asked.relayParent().equals(offer.advertisement.relayParent()))
            .map(offer ->
                CollationFetching_ResponseCodec.CODEC.encodeToBytes(
                    new CollationFetching.Response.CollationWithParentHeadData(
                        offer.collation.receipt(), offer.collation.pov(), offer.parentHead)))
        : Optional.empty();
  }
}
