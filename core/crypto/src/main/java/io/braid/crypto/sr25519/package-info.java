/**
 * sr25519: Schnorr signatures and a verifiable random function over ristretto255, byte-compatible
 * with schnorrkel as Substrate uses it.
 *
 * <p>Signatures are over the signing context "substrate"; the VRF's input is bound to the public
 * key ("vrf-nm-pk") and its proof hashes in the order that Kusama froze. Signing and evaluating are
 * in constant time; verifying is not. All transcripts are merlin's.
 */
@NullMarked
package io.braid.crypto.sr25519;

import org.jspecify.annotations.NullMarked;
