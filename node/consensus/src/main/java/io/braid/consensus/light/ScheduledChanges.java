package io.braid.consensus.light;

import io.braid.primitives.Bytes;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.grandpa.GrandpaConsensusLog;
import io.braid.runtime.api.grandpa.GrandpaConsensusLogCodec;
import io.braid.runtime.api.grandpa.ScheduledChange;
import io.braid.scale.Decoded;
import java.util.Optional;

/** What a header says of the next voters. */
public final class ScheduledChanges {
  private static final Bytes ENGINE = Bytes.utf8("FRNK");

  private ScheduledChanges() {}

  /** How the voters change behind this block, once it is final; nothing when they do not. */
  public static Optional<ScheduledChange> announcedBy(Header header) {
    for (DigestItem item : header.digest().logs()) {
      if (item instanceof DigestItem.Consensus(Bytes engine, Bytes data)
          && engine.equals(ENGINE)
          && GrandpaConsensusLogCodec.CODEC.tryDecode(data)
              instanceof Decoded.Value<GrandpaConsensusLog>(GrandpaConsensusLog log)
          && log instanceof GrandpaConsensusLog.Scheduled(ScheduledChange change)) {
        return Optional.of(change);
      }
    }
    return Optional.empty();
  }
}
