/**
 * The values every storey speaks of: immutable bytes, 32-byte hashes and account ids, unsigned 128
 * and 256 bit integers, fixed-point fractions.
 *
 * <p>Everything here is immutable, has no dependency but the JDK, and compiles to WebAssembly: no
 * reflection, no hash-ordered iteration, no floating point.
 */
@NullMarked
package io.braid.primitives;

import org.jspecify.annotations.NullMarked;
