/**
 * Messages to other parachains that wait for room in their channel, and pages of messages that came
 * in (cumulus_pallet_xcmp_queue, without its signals and suspension).
 */
@NullMarked
package io.braid.pallets.xcmpqueue;

import org.jspecify.annotations.NullMarked;
