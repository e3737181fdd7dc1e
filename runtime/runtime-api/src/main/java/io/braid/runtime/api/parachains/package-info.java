/**
 * What relay chain, parachain and node share about parachains: candidates, commitments, validation
 * data, statements, messages, and the entry points of ParachainHost.
 */
@NullMarked
package io.braid.runtime.api.parachains;

import org.jspecify.annotations.NullMarked;
