package io.braid.pallets.parachains.paras;

import io.braid.primitives.Bytes;
import io.braid.scale.Scale;

/**
 * What a parachain starts with.
 *
 * @param paraKind true for one with a core of its own, false for one on demand
 */
@Scale(path = "polkadot_runtime_parachains::paras::ParaGenesisArgs")
public record ParaGenesisArgs(Bytes genesisHead, Bytes validationCode, boolean paraKind) {}
