package io.braid.parachains.protocol;

import io.braid.parachains.candidate.PoV;
import io.braid.primitives.Hash256;
import io.braid.scale.Scale;
import io.braid.scale.Unnamed;

/** {@code req_pov/1}: fetches the proof of validity of a candidate that somebody seconded. */
public interface PovFetching {
  /** Whose. */
  @Scale(path = "polkadot_node_network_protocol::request_response::v1::PoVFetchingRequest")
  record Request(Hash256 candidateHash) {}

  /** The proof, if it is there. */
  @Scale(path = "polkadot_node_network_protocol::request_response::v1::PoVFetchingResponse")
  sealed interface Response {
    @Unnamed
    record Found(PoV pov) implements Response {}

    record NoSuchPov() implements Response {}
  }
}
