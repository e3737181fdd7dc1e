/**
 * The limits and lengths that the protocol works with, changed by governance at session boundaries.
 */
@NullMarked
package io.braid.pallets.parachains.configuration;

import org.jspecify.annotations.NullMarked;
