/**
 * Changes that TeaVM makes to classes while it reads them, so that what it compiles means what it
 * means on a JVM. The Java bodies that are woven in live in {@code io.braid.wasm.support}.
 */
@NullMarked
package io.braid.wasm.weave;

import org.jspecify.annotations.NullMarked;
