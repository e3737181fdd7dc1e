/**
 * The erasure code of Polkadot's availability: data becomes one chunk per validator, any third of
 * them gives it back; and the trie whose root commits to all chunks.
 *
 * <p>A systematic Reed–Solomon code over GF(2^16) in the novel polynomial basis (Lin, Chung, Han:
 * "Novel Polynomial Basis and Its Application to Reed-Solomon Erasure Codes", FOCS 2014), over the
 * Cantor basis that Polkadot's implementation fixed. Symbols are big-endian. Chunk sizes, padding
 * and proofs are the Polkadot specification's, chapter "Availability and Validity", erasure
 * encoding; every node must make the same bytes.
 *
 * <p>Pure functions; scalar code only. Data from outside that cannot be right gives a {@link
 * io.braid.erasure.Reconstruction.Refused}.
 */
@NullMarked
package io.braid.erasure;

import org.jspecify.annotations.NullMarked;
