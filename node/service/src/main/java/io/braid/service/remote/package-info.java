/** A relay chain as somebody else's node tells it by JSON-RPC, for a collator without one. */
@NullMarked
package io.braid.service.remote;

import org.jspecify.annotations.NullMarked;
