/** Tests of backing's parts. */
@NullMarked
package io.braid.parachains.backing;

import org.jspecify.annotations.NullMarked;
