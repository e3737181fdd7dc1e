/**
 * A whole network from one definition file: reading the file, building genesis, running the nodes.
 */
@NullMarked
package io.braid.devnet;

import org.jspecify.annotations.NullMarked;
