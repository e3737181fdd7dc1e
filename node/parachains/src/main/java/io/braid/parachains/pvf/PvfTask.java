package io.braid.parachains.pvf;

import io.braid.primitives.Bytes;
import io.braid.runtime.api.parachains.ValidationParams;

/**
 * One validation.
 *
 * @param code the validation function as it stands on the relay chain
 */
public record PvfTask(Bytes code, ValidationParams parameters) {}
