/**
 * Sessions: who the validators are, with which keys, and when that may change (pallet_session).
 * Until staking elects them, the validators are those of genesis; their keys can be rotated.
 */
@NullMarked
package io.braid.pallets.session;

import org.jspecify.annotations.NullMarked;
