package io.braid.pallets.session;

import io.braid.frame.OpaqueKeys;
import io.braid.primitives.AccountId;

/** A validator with its keys. */
public record KeysOf<K extends OpaqueKeys>(AccountId validator, K keys) {}
