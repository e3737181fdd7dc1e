/**
 * How blocks and extrinsics run: decoding and checking extrinsics, and the executive that opens,
 * fills, closes and re-executes blocks (Polkadot specification, chapters 3.2, 3.3 and appendix C).
 */
@NullMarked
package io.braid.frame.executive;

import org.jspecify.annotations.NullMarked;
