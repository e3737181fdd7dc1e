/** {@code braid node}: one node, as an operator runs it. */
@NullMarked
package io.braid.cli.node;

import org.jspecify.annotations.NullMarked;
