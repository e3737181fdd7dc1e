/**
 * The state of block 0 from JSON, as {@code GenesisBuilder_*} and chain-spec files have it. A
 * runtime describes its genesis by records with SCALE codecs; their descriptions, the same that
 * metadata is made of, say which JSON fits. No pallet enters here; nothing here knows a pallet.
 *
 * <p>Names are FRAME's: camelCase for pallets and their fields, snake_case below. An absent key
 * takes its default; an unknown one is refused.
 */
@NullMarked
package io.braid.pallets.genesis;

import org.jspecify.annotations.NullMarked;
