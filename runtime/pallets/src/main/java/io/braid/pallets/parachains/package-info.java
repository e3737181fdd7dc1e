/**
 * The relay chain's side of shared security, one package per pallet of {@code
 * polkadot_runtime_parachains}: which parachains there are, who backs them on which core, what
 * becomes of their candidates, and the queues between chains.
 */
@NullMarked
package io.braid.pallets.parachains;

import org.jspecify.annotations.NullMarked;
