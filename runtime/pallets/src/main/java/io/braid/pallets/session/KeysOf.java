package io.braid.pallets.session;

import io.braid.primitives.AccountId;

/** A validator with its keys. */
public record KeysOf<K extends Keys>(AccountId validator, K keys) {}
