/**
 * Agreeing on a protocol: multistream-select 1.0. State machines on bytes: whoever owns the stream
 * feeds what came and sends what {@code receive} answers. Lines and attempts are bounded.
 */
@NullMarked
package io.braid.network.multistream;

import org.jspecify.annotations.NullMarked;
