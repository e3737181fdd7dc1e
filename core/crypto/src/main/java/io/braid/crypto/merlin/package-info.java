/**
 * Merlin transcripts over STROBE-128: the Fiat–Shamir transform that sr25519 and BABE's VRF speak.
 *
 * <p>Follows "The STROBE protocol framework" (Hamburg, 1.0.2) and merlin's transcript protocol
 * (merlin.cool, "Merlin v1.0").
 */
@NullMarked
package io.braid.crypto.merlin;

import org.jspecify.annotations.NullMarked;
