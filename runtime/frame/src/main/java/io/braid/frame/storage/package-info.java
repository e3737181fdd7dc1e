/**
 * Storage items: typed doors to the state. Keys are FRAME's: twox128 of the pallet, twox128 of the
 * item, then every key through its hasher (Polkadot specification 2.4 and FRAME's storage layout),
 * so that existing clients find everything.
 */
@NullMarked
package io.braid.frame.storage;

import org.jspecify.annotations.NullMarked;
