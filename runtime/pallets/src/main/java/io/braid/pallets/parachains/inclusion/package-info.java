/**
 * From backed to included: candidates that wait for availability, the votes on it, and enactment.
 */
@NullMarked
package io.braid.pallets.parachains.inclusion;

import org.jspecify.annotations.NullMarked;
