package io.braid.pallets.genesis;

import io.braid.primitives.AccountId;
import io.braid.scale.Scale;
import java.util.Optional;

/** Who may speak as root, if anybody. */
@Scale
public record SudoConfig(Optional<AccountId> key) {}
