/**
 * Runs a runtime's WebAssembly: anyone's, by the interface that every Polkadot runtime is built to.
 *
 * <p>A blob is unpacked, parsed, validated and compiled to Java bytecode once; each call gets an
 * instance of its own, with fresh memory and a fresh heap, which is thrown away afterwards.
 * Whatever a blob or a call does wrong becomes a value or a {@link
 * io.braid.executor.host.RuntimeTrap} that says what it was.
 *
 * <p>Specification: Polkadot Protocol Specification, section "Runtime Interactions", and appendix
 * B.
 */
@NullMarked
package io.braid.executor.wasm;

import org.jspecify.annotations.NullMarked;
