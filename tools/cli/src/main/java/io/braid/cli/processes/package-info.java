/** A network whose nodes are processes of their own, on this machine, over the real network. */
@NullMarked
package io.braid.cli.processes;

import org.jspecify.annotations.NullMarked;
