/** One account that may speak as root: for young and for test chains (pallet_sudo). */
@NullMarked
package io.braid.pallets.sudo;

import org.jspecify.annotations.NullMarked;
