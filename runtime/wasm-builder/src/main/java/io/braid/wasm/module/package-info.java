/**
 * Turns the module that TeaVM writes into one that obeys the runtime ABI of the Polkadot
 * specification (appendix A.2.4 and B): memory and host functions imported from {@code env}, entry
 * points, {@code __heap_base} and {@code __indirect_function_table} exported, WebAssembly 1.0
 * without extensions. Knows nothing of Java or TeaVM's classes, only bytes of a module.
 *
 * <p>What is not understood is refused ({@link io.braid.wasm.module.MalformedModuleException}),
 * never passed through.
 */
@NullMarked
package io.braid.wasm.module;

import org.jspecify.annotations.NullMarked;
