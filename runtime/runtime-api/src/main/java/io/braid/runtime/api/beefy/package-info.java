/**
 * What BEEFY signs and reports, as runtime and node both know it (sp_consensus_beefy): commitments
 * to the root of the mountain range of the chain's blocks, for bridges that follow the chain by few
 * signatures.
 */
@NullMarked
package io.braid.runtime.api.beefy;

import org.jspecify.annotations.NullMarked;
