/**
 * How a block is made: inherents, transactions until time or weight runs out, roots; and which
 * slots were signed.
 */
@NullMarked
package io.braid.consensus.authoring;

import org.jspecify.annotations.NullMarked;
