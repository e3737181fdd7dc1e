/**
 * Keeping up with the blocks that peers have. Announcements have the reference's bytes; requests
 * and responses are this project's own, in SCALE, until the libp2p encodings come.
 */
@NullMarked
package io.braid.consensus.sync;

import org.jspecify.annotations.NullMarked;
