package io.braid.parachains.protocol;

import io.braid.parachains.candidate.PoV;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.CandidateReceipt;
import io.braid.scale.Scale;
import io.braid.scale.Unnamed;

/** {@code req_collation/2}: fetches a candidate that a collator has advertised. */
public interface CollationFetching {
  /** Which. */
  @Scale(path = "polkadot_node_network_protocol::request_response::v2::CollationFetchingRequest")
  record Request(Hash256 relayParent, int paraId, Hash256 candidateHash) {}

  /** The candidate and its proof of validity. */
  @Scale(path = "polkadot_node_network_protocol::request_response::v1::CollationFetchingResponse")
  sealed interface Response {
    CandidateReceipt receipt();

    PoV pov();

    @Unnamed
    record Collation(CandidateReceipt receipt, PoV pov) implements Response {}

    /** With the head that the candidate builds on, which the relay chain may not know yet. */
    record CollationWithParentHeadData(CandidateReceipt receipt, PoV pov, Bytes parentHeadData)
        implements Response {}
  }
}
