package io.braid.consensus.light;

import io.braid.primitives.Bytes;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.grandpa.GrandpaConsensusLog;
import io.braid.runtime.api.grandpa.GrandpaConsensusLogCodec;
import io.braid.scale.Decoded;

/** What a header says of the next voters. */
final class ScheduledChanges {
  private static final Bytes ENGINE = Bytes.utf8("FRNK");

  private ScheduledChanges() {}

  /** Whether the voters change behind this block, once it is final. */
  static boolean announcedBy(Header header) {
    for (DigestItem item : header.digest().logs()) {
      if (item instanceof DigestItem.Consensus(Bytes engine, Bytes data)
          && engine.equals(ENGINE)
          && GrandpaConsensusLogCodec.CODEC.tryDecode(data)
              instanceof Decoded.Value<GrandpaConsensusLog>(GrandpaConsensusLog log)
          && log instanceof GrandpaConsensusLog.Scheduled) {
        return true;
      }
    }
    return false;
  }
}
