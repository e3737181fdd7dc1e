/** Tests of the grid and of who gets what. */
@NullMarked
package io.braid.parachains.gossip;

import org.jspecify.annotations.NullMarked;
