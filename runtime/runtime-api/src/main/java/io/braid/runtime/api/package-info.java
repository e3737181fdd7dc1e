/**
 * What node and runtime both know, and all that they share: the host functions as an interface, the
 * names of the runtime's entry points, and the types that cross between the two.
 *
 * <p>Neither a pallet nor a node component lives here. Everything compiles to WebAssembly.
 */
@NullMarked
package io.braid.runtime.api;

import org.jspecify.annotations.NullMarked;
