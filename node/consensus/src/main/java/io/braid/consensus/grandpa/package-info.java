/**
 * GRANDPA: the finality gadget (Stewart and Kokoris-Kogias, "GRANDPA: a Byzantine Finality Gadget";
 * Polkadot specification, chapter 6).
 *
 * <p>{@link io.braid.consensus.grandpa.GrandpaVoter} is the state machine, whose parts are {@code
 * OpenRounds}, {@code OwnVotes}, {@code PeerVotes}, {@code Commits}, {@code CatchUpExchange} and
 * {@code SetChanges}; {@code Round} and {@code VoteGraph} are the paper's definitions; {@link
 * io.braid.consensus.grandpa.CommitCheck} judges commits and justifications without a chain.
 * Messages have the reference's bytes.
 *
 * <p>Gossip is a flood: every new, valid message goes to all other peers. A vote for an unknown
 * block is held and the block asked for; own votes of this round and the last are sent again now
 * and then, which mends lost messages.
 */
@NullMarked
package io.braid.consensus.grandpa;

import org.jspecify.annotations.NullMarked;
