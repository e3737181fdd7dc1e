/**
 * What becomes of validators who lost a dispute: those of the session in progress are reported as
 * offenders at once, those of past sessions when somebody proves who they are
 * (polkadot_runtime_parachains::disputes::slashing).
 */
@NullMarked
package io.braid.pallets.parachains.slashing;

import org.jspecify.annotations.NullMarked;
