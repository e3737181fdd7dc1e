/**
 * The network definition file: Zombienet's TOML, as far as Braid's networks go. Whatever is not
 * understood is refused, with the line and what was expected.
 */
@NullMarked
package io.braid.devnet.definition;

import org.jspecify.annotations.NullMarked;
