package io.braid.consensus.warp;

import io.braid.consensus.chain.Justification;
import io.braid.consensus.chain.ProvenHeader;
import io.braid.consensus.grandpa.GrandpaJustification;
import io.braid.consensus.grandpa.GrandpaJustificationCodec;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.Header;
import io.braid.scale.Scale;

/**
 * One step of a warp proof: a final block and what proves it.
 *
 * @param header with its seal
 */
@Scale(path = "sc_consensus_grandpa::warp_proof::WarpSyncFragment")
public record WarpFragment(Header header, GrandpaJustification justification) {
  private static final Bytes ENGINE = Bytes.utf8("FRNK");

  /** As it is stored. */
  ProvenHeader proven() {
    return new ProvenHeader(
        header,
        new Justification(ENGINE, GrandpaJustificationCodec.CODEC.encodeToBytes(justification)));
  }
}
