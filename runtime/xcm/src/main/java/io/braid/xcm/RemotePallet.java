package io.braid.xcm;

import io.braid.primitives.Bytes;
import io.braid.scale.Compact;
import io.braid.scale.Max;
import io.braid.scale.Scale;

/** A pallet of another chain, as that chain tells. Names have at most 48 bytes. */
@Scale(path = "staging_xcm::v5::PalletInfo")
public record RemotePallet(
    @Compact int index,
    @Max(48) Bytes name,
    @Max(48) Bytes moduleName,
    @Compact int major,
    @Compact int minor,
    @Compact int patch) {}
