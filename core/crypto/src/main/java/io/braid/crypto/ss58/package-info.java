/**
 * SS58: account ids as text, with the network's prefix and a checksum.
 *
 * <p>Text is base58 of: prefix (1 byte up to 63, else 2), 32 bytes of account id, and the first 2
 * bytes of BLAKE2b-512("SS58PRE" ++ prefix ++ account id). Prefixes 46 and 47 are reserved.
 */
@NullMarked
package io.braid.crypto.ss58;

import org.jspecify.annotations.NullMarked;
