package io.braid.parachains;

import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.parachains.candidate.Candidates;
import io.braid.parachains.collation.Collation;
import io.braid.parachains.collation.CollationAdvertisement;
import io.braid.parachains.collation.CollationAdvertisementCodec;
import io.braid.parachains.collation.CollationCodec;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What stands between an honest collator and the validators, and changes every candidate. */
final class LyingNetwork implements Network {
  private final Network honest;
  private final BiFunction<ParachainNetwork.Member, Collation, Collation> lie;
  private final Map<Hash256, Collation> lies = new LinkedHashMap<>();
  private ParachainNetwork.@Nullable Member collator;

  LyingNetwork(Network honest, BiFunction<ParachainNetwork.Member, Collation, Collation> lie) {
    this.honest = honest;
    this.lie = lie;
  }

  void over(ParachainNetwork.Member member) {
    collator = member;
  }

  @Override
  public List<PeerId> peers() {
    return honest.peers();
  }

  @Override
  public void send(PeerId peer, Protocol protocol, Bytes message) {
    if (protocol != Protocol.COLLATIONS) {
      honest.send(peer, protocol, message);
      return;
    }
    CollationAdvertisement truth = CollationAdvertisementCodec.CODEC.decodeAll(message);
    Collation changed = lies.computeIfAbsent(truth.candidateHash(), hash -> change(peer, hash));
    Hash256 hash = Candidates.hash(changed.receipt());
    lies.put(hash, changed);
    honest.send(
        peer,
        protocol,
        CollationAdvertisementCodec.CODEC.encodeToBytes(
            new CollationAdvertisement(truth.relayParent(), truth.paraId(), hash)));
  }

  private Collation change(PeerId peer, Hash256 candidate) {
    ParachainNetwork.Member member = java.util.Objects.requireNonNull(collator);
    Bytes bytes =
        member
            .node()
            .onRelayRequest(peer, Protocol.COLLATION_REQUESTS, candidate.bytes())
            .orElseThrow();
    return lie.apply(member, CollationCodec.CODEC.decodeAll(bytes));
  }

  Optional<Bytes> onRequest(Bytes request) {
    return Optional.ofNullable(lies.get(Hash256.of(request)))
        .map(CollationCodec.CODEC::encodeToBytes);
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
