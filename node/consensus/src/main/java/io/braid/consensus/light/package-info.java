/**
 * Answers for clients that follow the chain without executing it: proofs of storage and of calls,
 * and the chain of justifications that leads from one set of voters to the next. Reads the chain
 * only; every answer has a bound (Polkadot specification, 4.8.5 to 4.8.7).
 */
@NullMarked
package io.braid.consensus.light;

import org.jspecify.annotations.NullMarked;
