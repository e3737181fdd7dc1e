/**
 * The keys under which validators publish where they can be reached (pallet_authority_discovery).
 * The records themselves are the node's business.
 */
@NullMarked
package io.braid.pallets.authoritydiscovery;

import org.jspecify.annotations.NullMarked;
