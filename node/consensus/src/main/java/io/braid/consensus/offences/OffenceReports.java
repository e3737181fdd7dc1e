package io.braid.consensus.offences;

import io.braid.consensus.babe.BabeEquivocation;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.grandpa.GrandpaEquivocation;
import io.braid.consensus.grandpa.SignedVote;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.babe.BabeEquivocationProof;
import io.braid.runtime.api.babe.BabeEquivocationProofCodec;
import io.braid.runtime.api.beefy.Commitment;
import io.braid.runtime.api.beefy.DoubleVotingProof;
import io.braid.runtime.api.beefy.DoubleVotingProofCodec;
import io.braid.runtime.api.grandpa.GrandpaEquivocationProof;
import io.braid.runtime.api.grandpa.GrandpaEquivocationProof.Equivocation;
import io.braid.runtime.api.grandpa.GrandpaEquivocationProofCodec;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the runtime of the best block make a transaction out of each equivocation, with its proof of
 * whose key it was. A chain whose runtime does not know such reports gets none.
 */
public final class OffenceReports {
  private static final Logger LOG = LoggerFactory.getLogger(OffenceReports.class);

  private static final Codec<Optional<Bytes>> KEY_PROOF = Codecs.option(Codecs.bytes(1 << 20));

  private final Chain chain;
  private final Consumer<Bytes> submit;

  /**
   * @param submit takes extrinsics for the node's own pool
   */
  public OffenceReports(Chain chain, Consumer<Bytes> submit) {
    this.chain = chain;
    this.submit = submit;
  }

  /** An author made two blocks in a slot. */
  public void report(BabeEquivocation found) {
    BabeEquivocationProof proof =
        new BabeEquivocationProof(found.offender(), found.slot(), found.first(), found.second());
    report(
        "BabeApi",
        found.slot(),
        found.offender(),
        BabeEquivocationProofCodec.CODEC.encodeToBytes(proof));
  }

  /** A voter voted twice in a round. */
  public void report(GrandpaEquivocation found) {
    GrandpaEquivocationProof.Votes votes =
        new GrandpaEquivocationProof.Votes(
            found.round(), found.voter(), vote(found.first()), vote(found.second()));
    Equivocation equivocation =
        switch (found.kind()) {
          case PREVOTE -> new Equivocation.Prevote(votes);
          case PRECOMMIT -> new Equivocation.Precommit(votes);
        };
    report(
        "GrandpaApi",
        found.setId(),
        found.voter(),
        GrandpaEquivocationProofCodec.CODEC.encodeToBytes(
            new GrandpaEquivocationProof(found.setId(), equivocation)));
  }

  /** A validator signed two commitments at a block. */
  public void report(DoubleVotingProof proof) {
    Commitment commitment = proof.first().commitment();
    // Every session has a set of its own: the proof of the key must be of the block's session.
    Hash256 then = chain.hashAt(commitment.blockNumber()).orElse(chain.best().hash());
    report(
        then,
        "BeefyApi",
        "submit_report_double_voting_unsigned_extrinsic",
        commitment.validatorSetId(),
        proof.first().id(),
        DoubleVotingProofCodec.CODEC.encodeToBytes(proof));
  }

  private static GrandpaEquivocationProof.SignedVote vote(SignedVote vote) {
    return new GrandpaEquivocationProof.SignedVote(
        new GrandpaEquivocationProof.Vote(vote.vote().targetHash(), vote.vote().targetNumber()),
        vote.signature());
  }

  /**
   * @param when the slot, or the set of voters
   * @param proof encoded
   */
  private void report(String api, long when, Bytes offender, Bytes proof) {
    report(
        chain.best().hash(),
        api,
        "submit_report_equivocation_unsigned_extrinsic",
        when,
        offender,
        proof);
  }

  /**
   * @param then a block at which the offender's key was in force
   */
  private void report(
      Hash256 then, String api, String submission, long when, Bytes offender, Bytes proof) {
    Hash256 best = chain.best().hash();
    byte[] whose = new ScaleWriter(48).u64(when).raw(offender).toArray();
    Optional<Bytes> key =
        chain
            .query(then, api + "_generate_key_ownership_proof", whose, KEY_PROOF)
            .flatMap(found -> found);
    if (key.isEmpty()) {
      LOG.warn("no proof of whose the key {} is: its equivocation is not reported", offender);
      return;
    }
    byte[] arguments =
        new ScaleWriter(proof.size() + key.get().size() + 4).raw(proof).bytes(key.get()).toArray();
    List<Bytes> reports = chain.submissions(best, api + "_" + submission, arguments);
    LOG.warn("reports an equivocation of {} by {} transaction(s)", offender, reports.size());
    reports.forEach(submit);
  }
}
