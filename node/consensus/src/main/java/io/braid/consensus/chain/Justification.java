package io.braid.consensus.chain;

import io.braid.primitives.Bytes;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.Scale;
import io.braid.scale.Size;
import java.util.List;

/**
 * A finality engine's proof for a block.
 *
 * @param engine four ASCII characters, as {@code FRNK}
 */
@Scale(path = "sp_runtime::Justification")
public record Justification(@Size(4) Bytes engine, Bytes data) {
  /** The engines' proofs for one block; at most 16. */
  public static final Codec<List<Justification>> LIST = Codecs.list(JustificationCodec.CODEC, 16);
}
