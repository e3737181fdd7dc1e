/**
 * What a signed extrinsic carries beside its call, and what is checked before the call runs:
 * FRAME's transaction extensions, under the identifiers that clients know.
 */
@NullMarked
package io.braid.frame.extension;

import org.jspecify.annotations.NullMarked;
