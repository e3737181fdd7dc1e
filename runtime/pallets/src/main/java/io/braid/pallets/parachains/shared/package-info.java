/**
 * What all parachain pallets need to know of the session: its index, its validators, and the relay
 * parents that candidates may build on.
 */
@NullMarked
package io.braid.pallets.parachains.shared;

import org.jspecify.annotations.NullMarked;
