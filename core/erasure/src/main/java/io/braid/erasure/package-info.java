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
 * <p>Pure functions. The arithmetic is written twice, in plain Java and for the processor's vectors
 * (the incubating Vector API); which one runs is settled when the class is loaded: vectors when the
 * JVM was started with {@code --add-modules jdk.incubator.vector} and the machine has at least 256
 * bits of them, and then only for data that is worth it. The bytes are the same. Data from outside
 * that cannot be right gives a {@link io.braid.erasure.Reconstruction.Refused}.
 */
@NullMarked
package io.braid.erasure;

import org.jspecify.annotations.NullMarked;
