/**
 * Keeps the nodes of the chain's mountain range where the runtime finds them for proofs (the
 * reference: client/merkle-mountain-range).
 */
@NullMarked
package io.braid.consensus.mmr;

import org.jspecify.annotations.NullMarked;
