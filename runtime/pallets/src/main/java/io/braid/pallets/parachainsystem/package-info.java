/**
 * The parachain's side of shared security (cumulus_pallet_parachain_system): each block takes in
 * what the relay chain says, proven against the relay parent's state root, and gives out messages
 * and upgrades within the limits found there. {@link
 * io.braid.pallets.parachainsystem.BlockValidation} is the parachain's validation function.
 */
@NullMarked
package io.braid.pallets.parachainsystem;

import org.jspecify.annotations.NullMarked;
