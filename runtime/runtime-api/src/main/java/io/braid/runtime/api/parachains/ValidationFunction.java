package io.braid.runtime.api.parachains;

/**
 * A parachain's validation function, exported from its blob as {@code validate_block}. It runs
 * without a state: everything it needs is in its argument.
 */
public interface ValidationFunction {
  /** Throws when the block is invalid. */
  ValidationResult validateBlock(ValidationParams params);
}
