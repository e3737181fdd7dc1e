package io.braid.parachains.availability;

import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.SignedBitfield;
import io.braid.scale.Scale;

/** A validator's bitfield about the cores as {@code block} left them. */
@Scale(path = "braid::BitfieldMessage")
public record BitfieldMessage(Hash256 block, SignedBitfield bitfield) {}
