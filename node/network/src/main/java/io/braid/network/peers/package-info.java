/**
 * Whom to speak with: addresses with back-off between attempts, reputations with bans. Plain data,
 * time is handed in; all tables are bounded.
 */
@NullMarked
package io.braid.network.peers;

import org.jspecify.annotations.NullMarked;
