/**
 * Other chains' tokens, by the place they come from. Storage layout is our own and smaller than
 * pallet_assets'.
 */
@NullMarked
package io.braid.pallets.assets;

import org.jspecify.annotations.NullMarked;
