package io.braid.parachains.pvf;

import io.braid.executor.pvf.PvfKind;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.parachains.ValidationParams;

/**
 * One validation.
 *
 * @param code the validation function as it stands on the relay chain
 * @param kind decides how long it may take, and what it means when it fails without a verdict
 */
public record PvfTask(Bytes code, ValidationParams parameters, PvfKind kind) {}
