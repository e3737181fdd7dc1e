package io.braid.simulation.byzantine;

import io.braid.consensus.chain.ChainView;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.network.LocalPeer;
import io.braid.parachains.candidate.Candidates;
import io.braid.parachains.protocol.CollationFetching;
import io.braid.parachains.protocol.CollationFetching_RequestCodec;
import io.braid.parachains.protocol.CollationFetching_ResponseCodec;
import io.braid.parachains.protocol.CollationMessage;
import io.braid.parachains.protocol.CollationMessageCodec;
import io.braid.parachains.protocol.CollatorMessage;
import io.braid.parachains.protocol.CollatorMessage.AdvertiseCollation;
import io.braid.parachains.protocol.WireMessage;
import io.braid.parachains.relay.RelayView;
import io.braid.parachains.relay.RelayViews;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.scale.Codec;
import io.braid.scale.Decoded;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Puts an invalid candidate into the place of a collator's own when those who would back it are
 * there to do so.
 */
final class GarbageCollator implements Tamper {
  private static final Codec<WireMessage<CollationMessage>> WIRE =
      WireMessage.codec(CollationMessageCodec.CODEC);

  /** Each lie that is found out costs the network a quarter of a minute. */
  private static final int MAX_LIES = 3;

  private static final int LIES_ONE_IN = 2;

  private final int paraId;
  private final Conspiracy conspiracy;
  private final LieMaker maker;
  private final Supplier<List<? extends ChainView>> relayChains;
  private final SplittableRandom random;

  /** What is said in place of what; nothing where the truth is said. */
  private final Map<Hash256, Optional<Lie>> instead = new LinkedHashMap<>();

  private Optional<LocalPeer> node = Optional.empty();
  private int lies;

  GarbageCollator(
      int paraId,
      Conspiracy conspiracy,
      LieMaker maker,
      Supplier<List<? extends ChainView>> relayChains,
      SplittableRandom random) {
    this.paraId = paraId;
    this.conspiracy = conspiracy;
    this.maker = maker;
    this.relayChains = relayChains;
    this.random = random;
  }

  @Override
  public void joined(LocalPeer own) {
    node = Optional.of(own);
  }

  @Override
  public Optional<Bytes> outgoing(PeerId to, Protocol protocol, Bytes message) {
    if (protocol == Protocol.COLLATION
        && WIRE.tryDecode(message)
            instanceof
            Decoded.Value<WireMessage<CollationMessage>>(
                WireMessage.ProtocolMessage<CollationMessage>(
                    CollationMessage.CollatorProtocol(AdvertiseCollation told)))) {
      return instead
          .computeIfAbsent(told.candidateHash(), hash -> lie(told))
          .map(lie ->
              new AdvertiseCollation(
                  told.relayParent(),
                  Candidates.hash(lie.collation().receipt()),
                  told.parentHeadDataHash()))
          .map(GarbageCollator::encoded)
          .or(() -> Optional.of(message));
    }
    return Optional.of(message);
  }

  private static Bytes encoded(CollatorMessage message) {
    return WIRE.encodeToBytes(
        new WireMessage.ProtocolMessage<>(new CollationMessage.CollatorProtocol(message)));
  }

  @Override
  public Optional<Bytes> answer(
      PeerId from, Protocol protocol, Bytes request, Supplier<Optional<Bytes>> honest) {
    if (protocol == Protocol.COLLATION_FETCHING
        && CollationFetching_RequestCodec.CODEC.tryDecode(request)
            instanceof Decoded.Value<CollationFetching.Request>(var asked)) {
      return conspiracy
          .lie(asked.candidateHash())
          .<CollationFetching.Response>map(lie ->
              new CollationFetching.Response.CollationWithParentHeadData(
                  lie.collation().receipt(), lie.collation().pov(), lie.parentHead()))
          .map(CollationFetching_ResponseCodec.CODEC::encodeToBytes)
          .or(honest);
    }
    return honest.get();
  }

  private Optional<Lie> lie(AdvertiseCollation told) {
    if (!conspiracy.isActive() || lies == MAX_LIES || random.nextInt(LIES_ONE_IN) != 0) {
      return Optional.empty();
    }
    Optional<? extends ChainView> relay =
        relayChains.get().stream()
            .filter(chain -> chain.header(told.relayParent()).isPresent())
            .findFirst();
    Optional<Lie> lie =
        relay.flatMap(chain ->
            truth(told)
                .filter(truth -> areBackersThere(chain, truth))
                .flatMap(truth -> maker.make(chain, truth)));
    lie.ifPresent(made -> {
      lies++;
      conspiracy.agree(made);
    });
    return lie;
  }

  private Optional<CollationFetching.Response> truth(AdvertiseCollation told) {
    Bytes request =
        CollationFetching_RequestCodec.CODEC.encodeToBytes(
            new CollationFetching.Request(told.relayParent(), paraId, told.candidateHash()));
    return node.flatMap(
            own -> own.onRequest(new PeerId("itself"), Protocol.COLLATION_FETCHING, request))
        .map(CollationFetching_ResponseCodec.CODEC::decodeAll);
  }

  private boolean areBackersThere(ChainView relay, CollationFetching.Response truth) {
    int core = truth.receipt().descriptor().coreIndex();
    Optional<RelayView> view = new RelayViews(relay).at(truth.receipt().descriptor().relayParent());
    return view.isPresent()
        && conspiracy.conspiring(
                view.get().backersOf(core).stream().map(view.get().validators()::get).toList())
            >= view.get().votesNeeded(core);
  }
}
