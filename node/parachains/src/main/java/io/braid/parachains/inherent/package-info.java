/** What a relay-chain author puts into its block about parachains. */
@NullMarked
package io.braid.parachains.inherent;

import org.jspecify.annotations.NullMarked;
