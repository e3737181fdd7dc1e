/** A client of somebody else's JSON-RPC. */
@NullMarked
package io.braid.rpc.client;

import org.jspecify.annotations.NullMarked;
