/** The peers of {@code validation/3} and of {@code collation/2}, and what each has on its mind. */
@NullMarked
package io.braid.parachains.peers;

import org.jspecify.annotations.NullMarked;
