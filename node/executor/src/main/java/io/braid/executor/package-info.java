/**
 * Runs runtimes: natively, from the same classes that their WebAssembly was built from, or the
 * WebAssembly itself. Which of the two makes no difference to any result.
 *
 * <p>{@link io.braid.executor.Executor} is the way in. The packages below hold the host functions
 * ({@code host}), the WebAssembly side ({@code wasm}) and the sandbox in which validators run other
 * people's validation functions ({@code pvf}).
 */
@NullMarked
package io.braid.executor;

import org.jspecify.annotations.NullMarked;
