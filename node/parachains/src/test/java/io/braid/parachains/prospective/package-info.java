/** Tests of the prospects. */
@NullMarked
package io.braid.parachains.prospective;

import org.jspecify.annotations.NullMarked;
