/** Tests of the host functions and the allocator, as a module would call them. */
@NullMarked
package io.braid.executor.wasm;

import org.jspecify.annotations.NullMarked;
