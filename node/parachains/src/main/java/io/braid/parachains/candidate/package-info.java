/**
 * What candidates are made of off chain: proof of validity, available data, hashes, and what
 * validators sign. Pure functions on bytes.
 */
@NullMarked
package io.braid.parachains.candidate;

import org.jspecify.annotations.NullMarked;
