/**
 * Metadata: the runtime's description of itself, from which clients decode everything. Versions 14
 * to 16 with the portable type registry.
 */
@NullMarked
package io.braid.frame.metadata;

import org.jspecify.annotations.NullMarked;
