/** BABE: slots won by a VRF lottery (Polkadot specification, chapter 5, "Block production"). */
@NullMarked
package io.braid.consensus.babe;

import org.jspecify.annotations.NullMarked;
