/**
 * The chain's database on disk: RocksDB behind the {@code Database} port of consensus. What cannot
 * be used is refused with its reason before it is touched; a disk that fails ends the node.
 */
@NullMarked
package io.braid.storage;

import org.jspecify.annotations.NullMarked;
