/** Networks of validators and collators in one thread, on simulated time, from a seed. */
@NullMarked
package io.braid.parachains;

import org.jspecify.annotations.NullMarked;
