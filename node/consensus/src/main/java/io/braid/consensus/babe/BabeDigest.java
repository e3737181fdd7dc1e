package io.braid.consensus.babe;

import io.braid.primitives.Bytes;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.babe.BabeConsensusLog;
import io.braid.runtime.api.babe.BabeConsensusLogCodec;
import io.braid.runtime.api.babe.BabePreDigest;
import io.braid.runtime.api.babe.BabePreDigestCodec;
import io.braid.scale.Decoded;
import java.util.Optional;

/** BABE's entries in a header's digest. What is malformed is as good as absent. */
public final class BabeDigest {
  static final Bytes ENGINE = Bytes.utf8("BABE");

  private BabeDigest() {}

  /** The author's claim; nothing when there is none, or more than one. */
  public static Optional<BabePreDigest> claim(Header header) {
    Optional<BabePreDigest> found = Optional.empty();
    for (DigestItem item : header.digest().logs()) {
      if (item instanceof DigestItem.PreRuntime(Bytes engine, Bytes data)
          && engine.equals(ENGINE)) {
        if (found.isPresent()
            || !(BabePreDigestCodec.CODEC.tryDecode(data)
                instanceof Decoded.Value<BabePreDigest>(BabePreDigest claim))) {
          return Optional.empty();
        }
        found = Optional.of(claim);
      }
    }
    return found;
  }

  static DigestItem claim(BabePreDigest claim) {
    return new DigestItem.PreRuntime(ENGINE, BabePreDigestCodec.CODEC.encodeToBytes(claim));
  }

  /** The signature in the last entry. */
  static Optional<Bytes> seal(Header header) {
    var logs = header.digest().logs();
    return !logs.isEmpty()
            && logs.getLast() instanceof DigestItem.Seal(Bytes engine, Bytes data)
            && engine.equals(ENGINE)
        ? Optional.of(data)
        : Optional.empty();
  }

  static Optional<BabeConsensusLog.NextEpochData> nextEpoch(Header header) {
    return log(header, BabeConsensusLog.NextEpochData.class);
  }

  static Optional<BabeConsensusLog.NextConfigData> nextConfig(Header header) {
    return log(header, BabeConsensusLog.NextConfigData.class);
  }

  private static <T extends BabeConsensusLog> Optional<T> log(Header header, Class<T> kind) {
    for (DigestItem item : header.digest().logs()) {
      if (item instanceof DigestItem.Consensus(Bytes engine, Bytes data)
          && engine.equals(ENGINE)
          && BabeConsensusLogCodec.CODEC.tryDecode(data)
              instanceof Decoded.Value<BabeConsensusLog>(BabeConsensusLog log)
          && kind.isInstance(log)) {
        return Optional.of(kind.cast(log));
      }
    }
    return Optional.empty();
  }
}
