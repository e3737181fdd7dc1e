package io.braid.pallets.authorship;

import io.braid.primitives.AccountId;
import io.braid.runtime.api.Digest;
import java.util.Optional;

/** Reads a block's author from its digest. */
public interface FindAuthor {
  Optional<AccountId> findAuthor(Digest digest);
}
