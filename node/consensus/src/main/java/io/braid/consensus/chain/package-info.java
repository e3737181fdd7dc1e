/**
 * The chain as this node knows it: blocks and states, the tree of forks above the last finalised
 * block, and calls into the runtime of any block.
 */
@NullMarked
package io.braid.consensus.chain;

import org.jspecify.annotations.NullMarked;
