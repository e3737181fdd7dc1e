/**
 * Programs that measure; each is a main class and prints its figures. No part of the product and
 * none of the tests. {@code tools/benchmarks/README.md} says how to run them.
 */
@NullMarked
package io.braid.benchmarks;

import org.jspecify.annotations.NullMarked;
