package io.braid.consensus.beefy;

import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.Justification;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.beefy.BeefyConsensusLog;
import io.braid.scale.Codecs;
import io.braid.scale.Decoded;
import java.util.Optional;

/** Answers peers that lack the proof of a block: the request is its number, a u32. */
public final class JustificationServer {
  private final Chain chain;

  public JustificationServer(Chain chain) {
    this.chain = chain;
  }

  /** The proof, or nothing when there is none here. */
  public Optional<Bytes> answer(Bytes request) {
    return Codecs.U32.tryDecode(request) instanceof Decoded.Value<Integer>(Integer number)
        ? chain
            .hashAt(number)
            .flatMap(hash ->
                chain.justifications(hash).stream()
                    .filter(proof -> proof.engine().equals(BeefyConsensusLog.ENGINE))
                    .map(Justification::data)
                    .findFirst())
        : Optional.empty();
  }
}
