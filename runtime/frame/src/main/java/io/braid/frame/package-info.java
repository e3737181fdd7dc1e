/**
 * The pallet SDK: what a chain's author writes against. Annotations ({@link io.braid.frame.Pallet},
 * {@link io.braid.frame.Dispatchable}, {@link io.braid.frame.Runtime}), origins, failures, hooks,
 * and the interfaces that the generated composition of a runtime implements.
 *
 * <p>Sub-packages: {@code storage} items, {@code system} (the pallet every runtime has), {@code
 * executive} (how blocks and extrinsics run), {@code extension} (what a signed extrinsic carries),
 * {@code metadata}. Nothing here knows a node. Everything compiles to WebAssembly.
 */
@NullMarked
package io.braid.frame;

import org.jspecify.annotations.NullMarked;
