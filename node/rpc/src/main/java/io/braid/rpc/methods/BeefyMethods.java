package io.braid.rpc.methods;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.Justification;
import io.braid.rpc.protocol.Answer;
import io.braid.rpc.protocol.Json;
import io.braid.rpc.protocol.Method;
import io.braid.rpc.protocol.RpcError;
import io.braid.rpc.protocol.Session;
import io.braid.runtime.api.beefy.BeefyConsensusLog;
import java.util.List;

/** {@code beefy_*}: what BEEFY's validators sign, for bridges. */
final class BeefyMethods {
  private static final int NOT_READY = 1;

  private final Chain chain;
  private final ChainFeed feed;

  BeefyMethods(Chain chain, ChainFeed feed) {
    this.chain = chain;
    this.feed = feed;
  }

  List<Method> methods() {
    return List.of(
        Method.of(
            "beefy_subscribeJustifications",
            (arguments, session) -> subscribeJustifications(session)),
        Method.unsubscribe("beefy_unsubscribeJustifications"),
        Method.of("beefy_getFinalizedHead", (arguments, session) -> finalisedHead()));
  }

  /** Each new proof in SCALE: its version, the commitment, the signatures. */
  private Answer subscribeJustifications(Session session) {
    return session.subscribe(
        "beefy_justifications",
        subscription ->
            feed.tell(
                subscription,
                new ChainFeed.Listener() {
                  @Override
                  public void begin(Heads heads) {}

                  @Override
                  public void onJustified(BlockRef block, Justification proof) {
                    if (proof.engine().equals(BeefyConsensusLog.ENGINE)) {
                      subscription.send(Json.hex(proof.data()));
                    }
                  }
                }));
  }

  private Answer finalisedHead() {
    return chain
        .lastJustified(BeefyConsensusLog.ENGINE)
        .map(block -> Answer.of(Render.hash(block)))
        .orElseGet(() ->
            Answer.refused(
                RpcError.of(
                    NOT_READY,
                    "BEEFY RPC endpoint not ready",
                    "expected a block that BEEFY's validators signed, found none yet; ask again"
                        + " when the chain has one")));
  }
}
