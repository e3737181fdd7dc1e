/** Tests of the server from outside: sockets in, JSON out. */
@NullMarked
package io.braid.rpc;

import org.jspecify.annotations.NullMarked;
