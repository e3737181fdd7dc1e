/**
 * A runtime made for the tests: it does nothing useful, but does it with everything of Java that a
 * runtime may use. The builder's tests run it natively and as WebAssembly and compare every byte.
 */
@NullMarked
package io.braid.wasm.sample;

import org.jspecify.annotations.NullMarked;
