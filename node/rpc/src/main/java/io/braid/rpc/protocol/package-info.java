/**
 * JSON-RPC 2.0 without a transport: requests, batches, parameters, errors, subscriptions. Knows
 * nothing of chains. Bytes go in, bytes come out; whatever comes in, an answer says what was wrong.
 */
@NullMarked
package io.braid.rpc.protocol;

import org.jspecify.annotations.NullMarked;
