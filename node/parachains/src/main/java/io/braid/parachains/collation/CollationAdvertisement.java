package io.braid.parachains.collation;

import io.braid.primitives.Hash256;
import io.braid.scale.Scale;

/** A collator says that it has a candidate. */
@Scale(path = "braid::CollationAdvertisement")
public record CollationAdvertisement(Hash256 relayParent, int paraId, Hash256 candidateHash) {}
