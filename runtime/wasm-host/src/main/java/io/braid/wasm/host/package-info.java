/**
 * A runtime's side of the WebAssembly boundary: host functions as imports, and the frame around an
 * entry point (Polkadot specification, chapter "Polkadot Host API" and appendix B).
 *
 * <p>Only code that TeaVM compiles uses this package: natively its methods have no body. Host
 * functions that a runtime never calls leave no import in its blob.
 *
 * <p>Memory. A {@code span} is the specification's pointer-size: the address in the low 32 bits,
 * the number of bytes in the high 32. Spans that go out point straight into TeaVM's heap; nothing
 * between making a span and using it may allocate, since a collection moves objects. Spans that
 * come in lie in memory of the host's allocator; they are copied and given back at once.
 */
@NullMarked
package io.braid.wasm.host;

import org.jspecify.annotations.NullMarked;
