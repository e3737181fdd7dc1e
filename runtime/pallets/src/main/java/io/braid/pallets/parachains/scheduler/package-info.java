/** Which parachain may use which core, and which group of validators backs it. */
@NullMarked
package io.braid.pallets.parachains.scheduler;

import org.jspecify.annotations.NullMarked;
