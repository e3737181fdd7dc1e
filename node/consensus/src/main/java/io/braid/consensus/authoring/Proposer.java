package io.braid.consensus.authoring;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.StateAccess;
import io.braid.runtime.api.Digest;
import io.braid.runtime.api.InherentData;
import java.time.InstantSource;

/** Builds blocks on the chain's runtime. */
public final class Proposer {
  private final Chain chain;
  private final TransactionQueue transactions;
  private final InstantSource clock;

  public Proposer(Chain chain, TransactionQueue transactions, InstantSource clock) {
    this.chain = chain;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Builds the block after {@code parent}.
   *
   * @param preRuntime the author's claims
   * @param recordProof whether to record what is read, for a proof of validity
   */
  public Proposal propose(
      BlockRef parent,
      Digest preRuntime,
      InherentData inherents,
      ProposalLimits limits,
      boolean recordProof) {
    return switch (chain.access(parent.hash(), recordProof)) {
      case StateAccess.Unavailable(String reason) -> new Proposal.Failed(reason);
      case StateAccess.Ready ready ->
          new BlockUnderConstruction(ready.state(), transactions, clock, limits)
              .build(parent, preRuntime, inherents);
    };
  }
}
