/** One package per pallet. A pallet sees others only through the interfaces in its constructor. */
@NullMarked
package io.braid.pallets;

import org.jspecify.annotations.NullMarked;
