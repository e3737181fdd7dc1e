/**
 * The mountain range of a chain's blocks (pallet_mmr). Of its nodes the state holds the peaks
 * alone; all of them go into the off-chain index, where calls that answer the node find them.
 */
@NullMarked
package io.braid.pallets.mmr;

import org.jspecify.annotations.NullMarked;
