/**
 * How validators find each other: each publishes a signed record of where it can be reached under
 * the hash of its authority discovery key, and looks for the records of the others (Substrate's
 * {@code sc-authority-discovery}, schema {@code dht-v3.proto}). A state machine without clock and
 * threads: the network keeps time, walks and dials for it.
 */
@NullMarked
package io.braid.network.authorities;

import org.jspecify.annotations.NullMarked;
