package io.braid.runtime.api.parachains;

import io.braid.scale.Scale;

/** {@link DisputeOffenceKind} as it was before approvers had a kind of their own. */
@Scale(path = "polkadot_primitives::v8::slashing::SlashingOffenceKind")
public enum SlashingOffenceKind {
  FOR_INVALID,
  AGAINST_VALID
}
