/** Registered parachains: their heads, their code, and code upgrades. */
@NullMarked
package io.braid.pallets.parachains.paras;

import org.jspecify.annotations.NullMarked;
