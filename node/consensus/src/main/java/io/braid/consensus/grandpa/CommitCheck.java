package io.braid.consensus.grandpa;

import io.braid.consensus.chain.BlockRef;
import io.braid.executor.host.SignatureChecks;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.grandpa.GrandpaAuthority;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether precommits finalise a block. Needs no chain. */
public final class CommitCheck {
  private CommitCheck() {}

  /** The answer. */
  public sealed interface Verdict {
    record Valid() implements Verdict {}

    record NotAVoter(Bytes id) implements Verdict {}

    record BadSignature(Bytes id) implements Verdict {}

    /** A vote's block is not known to be the target or above it. */
    record NotAbove(Bytes id, int targetNumber) implements Verdict {}

    record TooLittleWeight(long found, long needed) implements Verdict {}

    record UnusedHeaders(int used, int found) implements Verdict {}
  }

  /**
   * Verifies a justification by itself (Polkadot specification, 6.3).
   *
   * @param authorities the voter set with id {@code setId}
   */
  public static Verdict verify(
      GrandpaJustification justification, long setId, List<GrandpaAuthority> authorities) {
    return verify(justification, setId, authorities, SignatureChecks.DIRECT);
  }

  static Verdict verify(
      GrandpaJustification justification,
      long setId,
      List<GrandpaAuthority> authorities,
      SignatureChecks checks) {
    Map<Hash256, BlockRef> parents = new LinkedHashMap<>();
    for (Header header : justification.votesAncestries()) {
      parents.put(BlockRef.hash(header), new BlockRef(header.number() - 1, header.parentHash()));
    }
    Set<Hash256> used = new LinkedHashSet<>();
    Verdict verdict =
        verify(
            justification.commit(),
            justification.round(),
            new VoterSet(setId, authorities),
            block -> {
              Optional<BlockRef> parent = Optional.ofNullable(parents.get(block.hash()));
              parent.ifPresent(p -> used.add(block.hash()));
              return parent.filter(p -> p.number() + 1 == block.number());
            },
            checks);
    return verdict instanceof Verdict.Valid && used.size() != parents.size()
        ? new Verdict.UnusedHeaders(used.size(), parents.size())
        : verdict;
  }

  static Verdict verify(
      Commit commit,
      long round,
      VoterSet voters,
      VoteGraph.Parents parents,
      SignatureChecks checks) {
    BlockRef target = new BlockRef(commit.targetNumber(), commit.targetHash());
    Set<Bytes> counted = new LinkedHashSet<>();
    long weight = 0;
    for (SignedVote precommit : commit.precommits()) {
      long own = voters.weight(precommit.id());
      if (own == 0) {
        return new Verdict.NotAVoter(precommit.id());
      }
      if (!VoteGraph.reaches(precommit.vote().target(), target, parents)) {
        return new Verdict.NotAbove(precommit.id(), precommit.vote().targetNumber());
      }
      if (!Signing.verifyPrecommit(checks, precommit, round, voters.id())) {
        return new Verdict.BadSignature(precommit.id());
      }
      if (counted.add(precommit.id())) {
        weight += own;
      }
    }
    return weight >= voters.threshold()
        ? new Verdict.Valid()
        : new Verdict.TooLittleWeight(weight, voters.threshold());
  }
}
