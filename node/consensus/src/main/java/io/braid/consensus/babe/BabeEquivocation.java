package io.braid.consensus.babe;

import io.braid.primitives.Bytes;
import io.braid.runtime.api.Header;

/**
 * An author made two blocks in one slot.
 *
 * @param offender its sr25519 key
 * @param first as {@code second}, with its seal
 */
public record BabeEquivocation(Bytes offender, long slot, Header first, Header second) {}
