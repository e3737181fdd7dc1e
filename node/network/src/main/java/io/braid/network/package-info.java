/**
 * Networks that connect nodes: for now the one inside a process. Adapters only: what messages mean
 * is the business of consensus and parachains.
 */
@NullMarked
package io.braid.network;

import org.jspecify.annotations.NullMarked;
