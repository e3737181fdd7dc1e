package io.braid.pallets.parachaininfo;

import io.braid.frame.Pallet;
import io.braid.frame.PalletContext;
import io.braid.frame.storage.StorageValue;
import io.braid.scale.Codecs;

/** The id of this parachain. */
@Pallet(crate = "staging_parachain_info")
public final class ParachainInfo {
  /** The parachain's id on the relay chain. */
  public final StorageValue<Integer> parachainId;

  public ParachainInfo(PalletContext context) {
    parachainId = context.value("ParachainId", Codecs.U32, 100);
  }

  public void genesis(int id) {
    parachainId.set(id);
  }
}
