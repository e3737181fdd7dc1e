/**
 * ed25519: signing by RFC 8032, verifying by ZIP-215, so that every node accepts exactly the same
 * signatures whatever point encodings an attacker picks.
 */
@NullMarked
package io.braid.crypto.ed25519;

import org.jspecify.annotations.NullMarked;
