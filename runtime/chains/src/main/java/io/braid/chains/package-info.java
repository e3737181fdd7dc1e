/** Compositions of pallets into runtimes: one package per chain. */
@NullMarked
package io.braid.chains;

import org.jspecify.annotations.NullMarked;
