package io.braid.runtime.api.parachains;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.scale.Scale;

/** The argument of {@code validate_block}. */
@Scale(path = "polkadot_parachain_primitives::primitives::ValidationParams")
public record ValidationParams(
    Bytes parentHead, Bytes blockData, int relayParentNumber, Hash256 relayParentStorageRoot) {}
