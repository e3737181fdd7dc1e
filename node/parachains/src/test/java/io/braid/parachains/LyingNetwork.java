package io.braid.parachains;

import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.parachains.candidate.Candidates;
import io.braid.parachains.collation.Collation;
import io.braid.parachains.protocol.CollationFetching;
import io.braid.parachains.protocol.CollationFetching_RequestCodec;
import io.braid.parachains.protocol.CollationFetching_ResponseCodec;
import io.braid.parachains.protocol.CollationMessage;
import io.braid.parachains.protocol.CollationMessageCodec;
import io.braid.parachains.protocol.CollatorMessage;
import io.braid.parachains.protocol.WireMessage;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.scale.Codec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What stands between an honest collator and the validators, and changes every candidate. */
final class LyingNetwork implements Network {
  private static final Codec<WireMessage<CollationMessage>> WIRE =
      WireMessage.codec(CollationMessageCodec.CODEC);

  private final Network honest;
  private final BiFunction<ParachainNetwork.Member, Collation, Collation> lie;
  private final Map<Hash256, Lie> lies = new LinkedHashMap<>();

  /**
   * @param parentHead as the honest collator gives it
   */
  private record Lie(Collation collation, Bytes parentHead) {}

  private ParachainNetwork.@Nullable Member collator;

  LyingNetwork(Network honest, BiFunction<ParachainNetwork.Member, Collation, Collation> lie) {
    this.honest = honest;
    this.lie = lie;
  }

  void over(ParachainNetwork.Member member) {
    collator = member;
  }

  @Override
  public PeerId self() {
    return honest.self();
  }

  @Override
  public Optional<PeerId> authority(Bytes discoveryKey) {
    return honest.authority(discoveryKey);
  }

  @Override
  public List<PeerId> peers() {
    return honest.peers();
  }

  @Override
  public void send(PeerId peer, Protocol protocol, Bytes notification) {
    if (protocol == Protocol.COLLATION
        && WIRE.decodeAll(notification)
            instanceof
            WireMessage.ProtocolMessage<CollationMessage>(
                CollationMessage.CollatorProtocol(CollatorMessage.AdvertiseCollation truth))) {
      Lie changed = lies.computeIfAbsent(truth.candidateHash(), hash -> change(truth));
      Hash256 hash = Candidates.hash(changed.collation().receipt());
      lies.put(hash, changed);
      CollationMessage lied =
          new CollationMessage.CollatorProtocol(
              new CollatorMessage.AdvertiseCollation(
                  truth.relayParent(), hash, truth.parentHeadDataHash()));
      honest.send(peer, protocol, WIRE.encodeToBytes(new WireMessage.ProtocolMessage<>(lied)));
    } else {
      honest.send(peer, protocol, notification);
    }
  }

  private Lie change(CollatorMessage.AdvertiseCollation truth) {
    ParachainNetwork.Member member = java.util.Objects.requireNonNull(collator);
    Bytes response =
        member
            .node()
            .offers()
            .orElseThrow()
            .onRequest(
                CollationFetching_RequestCodec.CODEC.encodeToBytes(
                    new CollationFetching.Request(
                        truth.relayParent(), Chains.PARA, truth.candidateHash())))
            .orElseThrow();
    CollationFetching.Response.CollationWithParentHeadData honestly =
        (CollationFetching.Response.CollationWithParentHeadData)
            CollationFetching_ResponseCodec.CODEC.decodeAll(response);
    return new Lie(
        lie.apply(member, new Collation(honestly.receipt(), honestly.pov())),
        honestly.parentHeadData());
  }

  Optional<Bytes> onRequest(Bytes request) {
    Hash256 asked = CollationFetching_RequestCodec.CODEC.decodeAll(request).candidateHash();
    return Optional.ofNullable(lies.get(asked))
        .map(lied ->
            CollationFetching_ResponseCodec.CODEC.encodeToBytes(
                new CollationFetching.Response.CollationWithParentHeadData(
                    lied.collation().receipt(), lied.collation().pov(), lied.parentHead())));
  }

  @Override
  public void request(
      PeerId peer, Protocol protocol, Bytes request, Consumer<Optional<Bytes>> answer) {
    honest.request(peer, protocol, request, answer);
  }

  @Override
  public void report(PeerId peer, String reason) {
    honest.report(peer, reason);
  }
}
