/**
 * The chain as this node knows it: blocks and states, the tree of forks above the last finalised
 * block, and calls into the runtime of any block whose state is kept.
 *
 * <p>States share their trie nodes. {@link io.braid.consensus.chain.StatePruning} says how many
 * blocks' states are kept; each node is counted by the places in which the kept states hold it, and
 * removed with the last of them.
 *
 * <p>Every change is one commit, and listeners hear of it afterwards: a power loss leaves a chain
 * that opens, with all that others were told. A chain that jumped to a block far ahead has nothing
 * of what is between the genesis and that block.
 */
@NullMarked
package io.braid.consensus.chain;

import org.jspecify.annotations.NullMarked;
