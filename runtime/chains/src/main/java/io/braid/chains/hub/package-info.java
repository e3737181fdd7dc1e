/** The parachain that brings the relay chain's currency to other parachains. */
@NullMarked
package io.braid.chains.hub;

import org.jspecify.annotations.NullMarked;
