/**
 * ECDSA over secp256k1, with recovery of the public key: 65-byte signatures r, s, recovery id. The
 * arithmetic is libsecp256k1's, through {@code fr.acinq.secp256k1}.
 */
@NullMarked
package io.braid.crypto.ecdsa;

import org.jspecify.annotations.NullMarked;
