/**
 * BIP-39 mnemonics in English, and the mini-secret that Substrate makes of them.
 *
 * <p>Unlike BIP-39, Substrate stretches the entropy and not the words: the mini-secret is the first
 * half of PBKDF2-HMAC-SHA512(entropy, "mnemonic" ++ password, 2048 rounds). The word list {@code
 * english.txt} is BIP-39's, 2048 words, one a line, in order.
 */
@NullMarked
package io.braid.crypto.bip39;

import org.jspecify.annotations.NullMarked;
