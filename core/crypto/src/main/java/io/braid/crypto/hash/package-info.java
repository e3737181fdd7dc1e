/**
 * The hash functions of Polkadot: BLAKE2b, Twox (xxHash64), Keccak, SHA-2. Static functions from
 * bytes to bytes, no state.
 *
 * <p>BLAKE2b is RFC 7693 without key; Twox is xxHash64 once per 64 bits with the seeds 0, 1, …;
 * Keccak has the padding from before the SHA-3 standard. Which one a place uses is said there.
 */
@NullMarked
package io.braid.crypto.hash;

import org.jspecify.annotations.NullMarked;
