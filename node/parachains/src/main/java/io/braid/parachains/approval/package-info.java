/**
 * Approval: validators drawn by lot check again what others have backed, and a relay block becomes
 * final only when enough of them found all its candidates valid.
 *
 * <p>{@code AssignmentCriteria} draws and checks the lots, {@code RequiredTranches} says how many
 * validators it takes and who did not show up, {@code ApprovalVoting} is the machine that brings
 * both together, {@code ApprovalDistribution} passes messages on, {@code ApprovedAncestor} holds
 * GRANDPA's votes back. Time is counted in ticks of half a second since 1970; a block's tranche n
 * begins n ticks after its slot.
 *
 * <p>Polkadot specification, "Availability and validity", section "Approval voting".
 */
@NullMarked
package io.braid.parachains.approval;

import org.jspecify.annotations.NullMarked;
