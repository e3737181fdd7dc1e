/** Tests of disputes' parts. */
@NullMarked
package io.braid.parachains.disputes;

import org.jspecify.annotations.NullMarked;
