package io.braid.runtime.api.parachains;

import io.braid.scale.Scale;

/** On which wrong side of a dispute a validator was. */
@Scale(path = "polkadot_primitives::vstaging::DisputeOffenceKind")
public enum DisputeOffenceKind {
  /** It backed an invalid candidate. */
  FOR_INVALID_BACKED,
  /** It called a valid candidate invalid. */
  AGAINST_VALID,
  /** It approved an invalid candidate, or voted for it in the dispute. */
  FOR_INVALID_APPROVED
}
