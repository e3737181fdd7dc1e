package io.braid.pallets.offences;

import io.braid.primitives.AccountId;
import io.braid.scale.Scale;
import java.util.List;

/** A report: who did it, and whom to thank for knowing. */
@Scale(path = "sp_staking::offence::OffenceDetails")
public record OffenceDetails(Offender offender, List<AccountId> reporters) {}
