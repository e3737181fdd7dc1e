/**
 * The chain as this node knows it: blocks and states, the tree of forks above the last finalised
 * block, and calls into the runtime of any block whose state is kept.
 *
 * <p>States share their trie nodes. {@link io.braid.consensus.chain.StatePruning} says how many
 * blocks' states are kept; each node is counted by the places in which the kept states hold it, and
 * removed with the last of them.
 */
@NullMarked
package io.braid.consensus.chain;

import org.jspecify.annotations.NullMarked;
