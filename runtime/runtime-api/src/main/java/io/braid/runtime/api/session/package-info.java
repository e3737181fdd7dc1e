/** Sessions between runtime and node: proofs of who held which key. */
@NullMarked
package io.braid.runtime.api.session;

import org.jspecify.annotations.NullMarked;
