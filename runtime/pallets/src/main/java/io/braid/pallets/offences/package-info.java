/**
 * What validators did wrong, told once each (pallet_offences). Pallets prove an offence and report
 * it here; what follows for the offender is the handler's business.
 */
@NullMarked
package io.braid.pallets.offences;

import org.jspecify.annotations.NullMarked;
