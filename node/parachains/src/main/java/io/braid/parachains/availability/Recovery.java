package io.braid.parachains.availability;

import io.braid.erasure.Chunk;
import io.braid.erasure.ErasureCode;
import io.braid.erasure.Reconstruction;
import io.braid.erasure.ReconstructionRefusal;
import io.braid.parachains.candidate.AvailableData;
import io.braid.parachains.candidate.AvailableDataCodec;
import io.braid.primitives.Hash256;
import io.braid.scale.ScaleException;
import io.braid.scale.ScaleReader;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings a candidate's data back from the chunks of any third of the validators. What comes out is
 * the data behind the erasure root, or nothing.
 */
public sealed interface Recovery {
  record Recovered(AvailableData data) implements Recovery {}

  /** There are too few chunks that belong to the root, whoever sent the others. */
  record TooFewChunks(ReconstructionRefusal reason) implements Recovery {}

  /** The chunks belong to the root, but it is not the root of any data: its backers lied. */
  record WrongRoot(String reason) implements Recovery {}

  /**
   * @param chunks in any order; those that do not belong to {@code root} are passed over
   */
  static Recovery of(List<ProvenChunk> chunks, Hash256 root, int validators) {
    List<Chunk> proven = new ArrayList<>();
    for (ProvenChunk chunk : chunks) {
      if (chunk.belongsTo(root)) {
        proven.add(chunk.chunk());
      }
    }
    return switch (ErasureCode.forValidators(validators).reconstruct(proven)) {
      case Reconstruction.Refused(ReconstructionRefusal reason) -> new TooFewChunks(reason);
      case Reconstruction.Recovered(var padded) -> {
        try {
          AvailableData data = AvailableDataCodec.CODEC.decode(new ScaleReader(padded));
          Hash256 found = ErasureChunks.of(data, validators).root();
          yield found.equals(root)
              ? new Recovered(data)
              : new WrongRoot("expected the erasure root " + root + ", found " + found);
        } catch (ScaleException e) {
          yield new WrongRoot(String.valueOf(e.getMessage()));
        }
      }
    };
  }
}
