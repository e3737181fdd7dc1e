package io.braid.parachains.protocol;

import io.braid.parachains.candidate.AvailableData;
import io.braid.primitives.Hash256;
import io.braid.scale.Scale;
import io.braid.scale.Unnamed;

/** {@code req_available_data/1}: fetches all of a candidate's data from one who has it whole. */
public interface AvailableDataFetching {
  /** Whose. */
  @Scale(
      path = "polkadot_node_network_protocol::request_response::v1::AvailableDataFetchingRequest")
  record Request(Hash256 candidateHash) {}

  /** The data, if it is there. */
  @Scale(
      path = "polkadot_node_network_protocol::request_response::v1::AvailableDataFetchingResponse")
  sealed interface Response {
    @Unnamed
    record Found(AvailableData data) implements Response {}

    record NoSuchData() implements Response {}
  }
}
