package io.braid.xcm;

import io.braid.scale.Scale;
import io.braid.scale.Width;

/**
 * An error and the instruction that it happened in.
 *
 * @param index from 0
 */
@Scale(path = "staging_xcm::v5::traits::InstructionError")
public record InstructionError(@Width(8) int index, XcmError error) {}
