package io.braid.parachains.disputes;

import io.braid.consensus.chain.Chain;
import io.braid.primitives.Bits;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.DisputeState;
import io.braid.runtime.api.parachains.DisputeStatementSet.Statement;
import io.braid.runtime.api.parachains.ScrapedOnChainVotes;
import io.braid.runtime.api.parachains.ScrapedOnChainVotesCodec;
import io.braid.runtime.api.parachains.SessionDispute;
import io.braid.runtime.api.parachains.SessionDisputeCodec;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import java.util.List;
import java.util.Optional;

/** Asks the relay chain which votes it has. */
final class OnChainDisputes {
  private static final byte[] NOTHING = {};
  private static final int MAX_LIST = 1 << 16;
  private static final Codec<Optional<ScrapedOnChainVotes>> VOTES =
      Codecs.option(ScrapedOnChainVotesCodec.CODEC);
  private static final Codec<List<SessionDispute>> DISPUTES =
      Codecs.list(SessionDisputeCodec.CODEC, MAX_LIST);

  private final Chain chain;

  OnChainDisputes(Chain chain) {
    this.chain = chain;
  }

  /** The votes that a block brought; nothing where the runtime does not keep them. */
  Optional<ScrapedOnChainVotes> votes(Hash256 block) {
    return chain
        .query(block, "ParachainHost_on_chain_votes", NOTHING, VOTES)
        .flatMap(votes -> votes);
  }

  /** The votes about a candidate that the chain of a block does not have. */
  List<Statement> missing(Hash256 block, Hash256 candidate, Dispute dispute) {
    Optional<DisputeState> state =
        chain
            .query(block, "ParachainHost_disputes", NOTHING, DISPUTES)
            .flatMap(
                all -> all.stream().filter(each -> each.candidate().equals(candidate)).findFirst())
            .map(SessionDispute::state);
    return state.isEmpty()
        ? dispute.votes()
        : dispute.votes().stream().filter(vote -> !isThere(state.get(), vote)).toList();
  }

  private static boolean isThere(DisputeState state, Statement vote) {
    Bits side = Dispute.isValid(vote) ? state.validatorsFor() : state.validatorsAgainst();
    return vote.validatorIndex() < side.size() && side.get(vote.validatorIndex());
  }
}
