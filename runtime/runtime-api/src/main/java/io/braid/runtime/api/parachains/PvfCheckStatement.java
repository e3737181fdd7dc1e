package io.braid.runtime.api.parachains;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.scale.Scale;
import io.braid.scale.ScaleWriter;

/**
 * A validator's word on whether code can be prepared and run.
 *
 * @param subject the code's hash
 * @param validatorIndex among the active validators of the session
 */
@Scale(path = "polkadot_primitives::v8::PvfCheckStatement")
public record PvfCheckStatement(
    boolean accept, Hash256 subject, int sessionIndex, int validatorIndex) {
  /** What the validator signs, with its parachain key. */
  public Bytes signingPayload() {
    return new ScaleWriter(48)
        .raw(Bytes.utf8("VCPC"))
        .write(PvfCheckStatementCodec.CODEC, this)
        .toBytes();
  }
}
