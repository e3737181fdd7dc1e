/**
 * The annotation processor: turns {@code @Scale}, {@code @Pallet}, {@code @Runtime} and
 * {@code @RuntimeApi} declarations into codecs, call types, dispatch, metadata and WebAssembly
 * exports at compile time, so that a runtime needs no reflection. What is wrong in a declaration is
 * a compiler error at the author's line.
 *
 * <p>Knows the other modules by names only, so that every module can be compiled with it.
 */
@NullMarked
package io.braid.processor;

import org.jspecify.annotations.NullMarked;
