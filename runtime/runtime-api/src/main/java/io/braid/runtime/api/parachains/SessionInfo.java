package io.braid.runtime.api.parachains;

import io.braid.primitives.Bytes;
import io.braid.scale.Scale;
import io.braid.scale.Size;
import java.util.List;

/** What validators need to know about a session. */
@Scale(path = "polkadot_primitives::v8::SessionInfo")
public record SessionInfo(
    List<Integer> activeValidatorIndices,
    @Size(32) Bytes randomSeed,
    int disputePeriod,
    List<@Size(32) Bytes> validators,
    List<@Size(32) Bytes> discoveryKeys,
    List<@Size(32) Bytes> assignmentKeys,
    List<List<Integer>> validatorGroups,
    int nCores,
    int zerothDelayTrancheWidth,
    int relayVrfModuloSamples,
    int nDelayTranches,
    int noShowSlots,
    int neededApprovals) {}
