/**
 * A runtime under test, without a node: blocks are opened, filled and closed on an in-memory state,
 * natively, in milliseconds.
 */
@NullMarked
package io.braid.testchain;

import org.jspecify.annotations.NullMarked;
