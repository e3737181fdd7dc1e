/**
 * Several machines on one: each a Linux network namespace with an address of its own, and between
 * them a network that this JVM makes, with latency, loss and cuts. Needs root and {@code
 * /dev/net/tun}.
 */
@NullMarked
package io.braid.cli.machines;

import org.jspecify.annotations.NullMarked;
