/** Tests of availability's parts. */
@NullMarked
package io.braid.parachains.availability;

import org.jspecify.annotations.NullMarked;
