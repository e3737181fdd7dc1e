/** A parachain to start from: balances, fees, utility and sudo on shared security. */
@NullMarked
package io.braid.chains.template;

import org.jspecify.annotations.NullMarked;
