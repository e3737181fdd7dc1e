/**
 * One full node of a parachain, put together from its parts, beside the relay-chain node it
 * follows.
 */
@NullMarked
package io.braid.parachains.node;

import org.jspecify.annotations.NullMarked;
