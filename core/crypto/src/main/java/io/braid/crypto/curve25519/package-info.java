/**
 * Arithmetic on Curve25519 in its twisted Edwards form, and the ristretto255 group on top of it.
 *
 * <p>The schemes sr25519 and ed25519 are built on this package; nobody else should need it. Scalars
 * and points are values to the outside. Whatever touches a secret (scalar arithmetic, {@link
 * io.braid.crypto.curve25519.EdwardsPoint#timesBase}, {@link
 * io.braid.crypto.curve25519.EdwardsPoint#times}, the encodings) has no branch and no table index
 * that depends on it; methods named {@code …Vartime} are for public data only.
 *
 * <p>Follows RFC 8032 (curve), RFC 9496 (ristretto255) and "Twisted Edwards Curves Revisited"
 * (Hisil, Wong, Carter, Dawson, 2008) for the formulas.
 */
@NullMarked
package io.braid.crypto.curve25519;

import org.jspecify.annotations.NullMarked;
