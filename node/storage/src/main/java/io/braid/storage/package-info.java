/** The chain's database on disk: RocksDB behind the {@code Database} port of consensus. */
@NullMarked
package io.braid.storage;

import org.jspecify.annotations.NullMarked;
