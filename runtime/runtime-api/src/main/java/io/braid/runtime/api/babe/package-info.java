/**
 * BABE between runtime and node: configuration, epochs, and what stands in digests (Polkadot
 * specification, chapter 5.1 and appendix C.11).
 */
@NullMarked
package io.braid.runtime.api.babe;

import org.jspecify.annotations.NullMarked;
