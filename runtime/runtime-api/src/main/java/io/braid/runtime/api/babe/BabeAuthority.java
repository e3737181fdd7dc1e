package io.braid.runtime.api.babe;

import io.braid.primitives.Bytes;
import io.braid.scale.Scale;
import io.braid.scale.Size;

/** A validator that may author blocks: its sr25519 key and its weight, as a Rust tuple. */
@Scale(path = "sp_consensus_babe::BabeAuthority")
public record BabeAuthority(@Size(32) Bytes id, long weight) {}
