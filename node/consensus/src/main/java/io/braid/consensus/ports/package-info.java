/** What a node needs of the world: peers, time, keys. Adapters implement these interfaces. */
@NullMarked
package io.braid.consensus.ports;

import org.jspecify.annotations.NullMarked;
