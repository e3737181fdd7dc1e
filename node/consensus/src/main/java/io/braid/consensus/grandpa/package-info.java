/**
 * GRANDPA: the finality gadget (Stewart and Kokoris-Kogias, "GRANDPA: a Byzantine Finality Gadget";
 * Polkadot specification, chapter 6).
 */
@NullMarked
package io.braid.consensus.grandpa;

import org.jspecify.annotations.NullMarked;
