package io.braid.simulation;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.ChainListener;
import io.braid.parachains.candidate.Candidates;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.parachains.CandidateReceipt;
import io.braid.runtime.api.parachains.DisputeState;
import io.braid.runtime.api.parachains.SessionDispute;
import io.braid.runtime.api.parachains.SessionDisputeCodec;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.simulation.byzantine.Conspiracy;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Sees what comes of invalid candidates, and of disputes about valid ones, on honest chains. */
final class GarbageWatch {
  private static final Codec<List<SessionDispute>> DISPUTES =
      Codecs.list(SessionDisputeCodec.CODEC, 1 << 16);

  private final Conspiracy conspiracy;
  private final Set<Hash256> included = new HashSet<>();
  private final Set<Hash256> concluded = new HashSet<>();

  GarbageWatch(Conspiracy conspiracy) {
    this.conspiracy = conspiracy;
  }

  void watch(Chain relay) {
    relay.addListener(
        new ChainListener() {
          @Override
          public void onImported(BlockRef block, Header header) {
            if (!conspiracy.garbage().isEmpty()) {
              for (CandidateReceipt candidate : Truth.included(relay, block.hash())) {
                Hash256 hash = Candidates.hash(candidate);
                if (conspiracy.garbage().contains(hash) && included.add(hash)) {
                  conspiracy.did("invalid candidates included");
                }
              }
            }
          }

          @Override
          public void onFinalised(List<BlockRef> finalised, List<BlockRef> discarded) {
            if (!conspiracy.harm().isEmpty()) {
              relay
                  .query(relay.finalised().hash(), "ParachainHost_disputes", new byte[0], DISPUTES)
                  .orElse(List.of())
                  .forEach(GarbageWatch.this::onDispute);
            }
          }
        });
  }

  private void onDispute(SessionDispute dispute) {
    DisputeState state = dispute.state();
    if (state.concludedAt().isPresent() && concluded.add(dispute.candidate())) {
      conspiracy.did(
          state.validatorsFor().count() > state.validatorsAgainst().count()
              ? "disputes that the candidate won"
              : "disputes that the candidate lost");
    }
  }
}
