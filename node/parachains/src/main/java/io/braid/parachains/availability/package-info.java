/**
 * How a backed candidate's data becomes available: chunks, who holds them, the bitfields that say
 * so, and recovery from any third of them.
 */
@NullMarked
package io.braid.parachains.availability;

import org.jspecify.annotations.NullMarked;
