package io.braid.parachains.relay;

import io.braid.primitives.Hash256;

/** A relay block as far as candidates on it care. */
public record RelayParent(Hash256 hash, int number, Hash256 storageRoot) {}
