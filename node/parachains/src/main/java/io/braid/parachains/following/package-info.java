/**
 * How a parachain's full node follows: seals are checked on import, and what a final relay block
 * has included is final.
 */
@NullMarked
package io.braid.parachains.following;

import org.jspecify.annotations.NullMarked;
