/**
 * Keeping up with the blocks that peers have. Announcements, requests and responses have the
 * reference's bytes (Polkadot specification, 4.8.1 and 4.8.3).
 */
@NullMarked
package io.braid.consensus.sync;

import org.jspecify.annotations.NullMarked;
