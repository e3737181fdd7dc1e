package io.braid.consensus.sync;

import io.braid.primitives.Bytes;
import io.braid.runtime.api.Header;
import io.braid.scale.Max;
import io.braid.scale.Scale;

/**
 * Tells peers of a block (Polkadot specification, 4.8.1).
 *
 * @param header with its seal
 * @param data what else the chain's nodes need to judge the announcement; empty on a relay chain
 */
@Scale(path = "sc_network_common::sync::message::BlockAnnounce")
public record BlockAnnounce(Header header, BlockState state, @Max(1 << 20) Bytes data) {}
