/**
 * How fast an Aura parachain may go: as many blocks in a slot of the relay chain as it is meant to
 * have cores, and no more blocks that wait to be included than the relay chain would take.
 */
@NullMarked
package io.braid.pallets.auraext;

import org.jspecify.annotations.NullMarked;
