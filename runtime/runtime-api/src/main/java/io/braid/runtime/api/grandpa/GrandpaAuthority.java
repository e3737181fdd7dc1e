package io.braid.runtime.api.grandpa;

import io.braid.primitives.Bytes;
import io.braid.scale.Scale;
import io.braid.scale.Size;

/** A voter: its ed25519 key and its weight. */
@Scale(path = "sp_consensus_grandpa::GrandpaAuthority")
public record GrandpaAuthority(@Size(32) Bytes id, long weight) {}
