/** What stands under {@code :code}: packed or plain WebAssembly, and the version it declares. */
@NullMarked
package io.braid.executor.code;

import org.jspecify.annotations.NullMarked;
