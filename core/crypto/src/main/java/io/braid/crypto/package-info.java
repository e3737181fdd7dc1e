/**
 * Polkadot's cryptography, one package a feature: hashes, sr25519 (with its VRF), ed25519, ECDSA,
 * addresses, mnemonics, key pairs.
 *
 * <p>Everything here is a function of its arguments: randomness comes in through {@link
 * io.braid.crypto.NonceEntropy}. Data from outside that is wrong gives {@code false}, an empty
 * {@code Optional} or a sealed refusal, never an exception.
 */
@NullMarked
package io.braid.crypto;

import org.jspecify.annotations.NullMarked;
