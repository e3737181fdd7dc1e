/** Aura: slots that go round the authorities, as parachain collators use them. */
@NullMarked
package io.braid.consensus.aura;

import org.jspecify.annotations.NullMarked;
