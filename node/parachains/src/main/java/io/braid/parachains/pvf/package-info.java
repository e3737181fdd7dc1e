/**
 * The port behind which validation functions run, beside the node's thread, and its adapter to the
 * WebAssembly executor.
 */
@NullMarked
package io.braid.parachains.pvf;

import org.jspecify.annotations.NullMarked;
