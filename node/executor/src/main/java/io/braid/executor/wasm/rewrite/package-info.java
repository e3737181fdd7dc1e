/**
 * Writes limits into foreign WebAssembly, so that the same input ends the same way on every machine
 * and in every engine: fuel, a bound on the height of the stack, a bound on memory, and one NaN.
 *
 * <p>Accepted is the language of the minimum viable product, sign extension and saturating
 * conversions; imports of host functions and one memory. The result is bytes: who compiles it must
 * still validate it. What this package checks is what instrumentation could hide from that
 * validation: references to the locals, globals and labels that it adds.
 *
 * <p>Nothing here knows an engine or a runtime. Changing what a function is charged changes the
 * outcome of calls near a limit: it is consensus.
 *
 * <p>Specification: WebAssembly Core Specification 1.0, chapter 5, "Binary Format".
 */
@NullMarked
package io.braid.executor.wasm.rewrite;

import org.jspecify.annotations.NullMarked;
