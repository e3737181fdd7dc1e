/**
 * Key pairs of the three schemes and the secret URIs that name them: {@code //Alice}, {@code
 * <mnemonic>//hard/soft///password}, {@code 0x<seed>}.
 *
 * <p>Follows Substrate's {@code sp_core::crypto}: the development phrase stands in for a missing
 * one; a junction is 32 bytes made of its name.
 */
@NullMarked
package io.braid.crypto.keys;

import org.jspecify.annotations.NullMarked;
