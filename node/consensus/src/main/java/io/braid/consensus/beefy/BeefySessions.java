package io.braid.consensus.beefy;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.beefy.BeefyConsensusLog;
import io.braid.runtime.api.beefy.BeefyValidatorSet;
import io.braid.runtime.api.beefy.BeefyValidatorSetCodec;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** What the chain says of sessions and their validators. */
final class BeefySessions {
  private static final Codec<Optional<BeefyValidatorSet>> SET =
      Codecs.option(BeefyValidatorSetCodec.CODEC);
  private static final Codec<Optional<Integer>> NUMBER = Codecs.option(Codecs.U32);

  private final Chain chain;

  BeefySessions(Chain chain) {
    this.chain = chain;
  }

  /** Sessions found on the way down, and the last block with a proof, or 0. */
  record Found(Deque<BeefySession> sessions, int signed) {}

  /** The first block that may be signed; nothing when the chain has no BEEFY. */
  Optional<Integer> genesis(Hash256 block) {
    return chain
        .query(block, "BeefyApi_beefy_genesis", new byte[0], NUMBER)
        .flatMap(genesis -> genesis);
  }

  /** The validators whose session a block begins. */
  static Optional<BeefyValidatorSet> begun(Header header) {
    for (BeefyConsensusLog log : BeefyConsensusLog.of(header)) {
      if (log instanceof BeefyConsensusLog.AuthoritiesChange(BeefyValidatorSet validators)) {
        return Optional.of(validators);
      }
    }
    return Optional.empty();
  }

  /** The root of the mountain range that a header tells. */
  static Optional<Hash256> mmrRoot(Header header) {
    for (BeefyConsensusLog log : BeefyConsensusLog.of(header)) {
      if (log instanceof BeefyConsensusLog.MmrRoot(Hash256 root)) {
        return Optional.of(root);
      }
    }
    return Optional.empty();
  }

  /**
   * Goes down from a final block to the session of the last signed one, or to where BEEFY began, or
   * as far as blocks are known.
   */
  Found upTo(BlockRef finalised, int genesis) {
    Deque<BeefySession> sessions = new ArrayDeque<>();
    int signed = 0;
    Optional<Header> header = chain.header(finalised.hash());
    Hash256 hash = finalised.hash();
    while (header.isPresent() && header.get().number() >= genesis) {
      int number = header.get().number();
      if (signed == 0 && isSigned(hash)) {
        signed = number;
      }
      Optional<BeefyValidatorSet> validators =
          begun(header.get()).or(() -> number == genesis ? atGenesis(hashOf(number)) : none());
      if (validators.isPresent()) {
        sessions.addFirst(new BeefySession(number, validators.get(), signed >= number));
        if (signed > 0) {
          break;
        }
      }
      hash = header.get().parentHash();
      header = chain.header(hash);
    }
    return new Found(sessions, signed);
  }

  private Hash256 hashOf(int number) {
    return chain.hashAt(number).orElseThrow();
  }

  private static Optional<BeefyValidatorSet> none() {
    return Optional.empty();
  }

  private Optional<BeefyValidatorSet> atGenesis(Hash256 block) {
    return chain
        .query(block, "BeefyApi_validator_set", new byte[0], SET)
        .flatMap(validators -> validators);
  }

  private boolean isSigned(Hash256 block) {
    return chain.justifications(block).stream()
        .anyMatch(proof -> proof.engine().equals(BeefyConsensusLog.ENGINE));
  }
}
