package io.braid.pallets.beefy;

import io.braid.primitives.Bytes;
import io.braid.primitives.Perbill;
import io.braid.runtime.api.beefy.Commitment;
import io.braid.runtime.api.beefy.DoubleVotingProof;
import io.braid.runtime.api.beefy.ForkVotingProof;
import io.braid.runtime.api.beefy.FutureBlockVotingProof;
import io.braid.runtime.api.beefy.VoteMessage;
import io.braid.scale.ScaleWriter;
import java.util.Optional;

/** What a validator is accused of. */
sealed interface Evidence {
  /** The vote that names the offender, its set and its block. */
  VoteMessage vote();

  /** What it costs whatever others did; nothing when it depends on how many did it. */
  Optional<Perbill> fixedFraction();

  record TwoVotes(DoubleVotingProof proof) implements Evidence {
    @Override
    public VoteMessage vote() {
      return proof.first();
    }

    @Override
    public Optional<Perbill> fixedFraction() {
      return Optional.empty();
    }
  }

  record Fork(ForkVotingProof proof) implements Evidence {
    @Override
    public VoteMessage vote() {
      return proof.vote();
    }

    @Override
    public Optional<Perbill> fixedFraction() {
      return Optional.of(HALF);
    }
  }

  record FutureBlock(FutureBlockVotingProof proof) implements Evidence {
    @Override
    public VoteMessage vote() {
      return proof.vote();
    }

    @Override
    public Optional<Perbill> fixedFraction() {
      return Optional.of(HALF);
    }
  }

  Perbill HALF = new Perbill((int) (Perbill.ACCURACY / 2));

  /** An offender pays once for all that it did in one: the set, and the block voted for. */
  default Bytes timeSlot() {
    Commitment commitment = vote().commitment();
    return new ScaleWriter(12)
        .u64(commitment.validatorSetId())
        .u32(commitment.blockNumber())
        .toBytes();
  }
}
