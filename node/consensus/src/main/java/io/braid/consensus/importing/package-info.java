/**
 * How a block from outside becomes part of the chain: verified, executed, stored as one, or refused
 * with the reason.
 */
@NullMarked
package io.braid.consensus.importing;

import org.jspecify.annotations.NullMarked;
