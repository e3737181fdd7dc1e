package io.braid.runtime.api.parachains;

import io.braid.primitives.Bytes;
import io.braid.runtime.api.Digest;
import io.braid.runtime.api.DigestItem;
import io.braid.scale.ScaleReader;
import io.braid.scale.ScaleWriter;
import java.util.Optional;

/**
 * For which core of the relay chain a parachain's block was made: an item of its digest, put there
 * by its author, from which its runtime makes the signal to the relay chain. {@code CoreInfo} of
 * {@code cumulus_primitives_core}.
 *
 * @param selector of the cores that are the parachain's at {@code claimQueueOffset}, counted round
 *     and round; one byte
 * @param claimQueueOffset how deep in the claim queue; one byte
 * @param numberOfCores that are the parachain's there
 */
public record CoreInfo(int selector, int claimQueueOffset, int numberOfCores) {
  private static final Bytes ENGINE = Bytes.utf8("CMLS");

  /** Among the items with the letters CMLS, the one of a core. */
  private static final int INDEX = 1;

  public DigestItem digestItem() {
    return new DigestItem.PreRuntime(
        ENGINE,
        new ScaleWriter(8)
            .u8(INDEX)
            .u8(selector)
            .u8(claimQueueOffset)
            .compact(numberOfCores)
            .toBytes());
  }

  /**
   * The first in a digest.
   *
   * @throws io.braid.scale.ScaleException when it is malformed
   */
  public static Optional<CoreInfo> of(Digest digest) {
    for (DigestItem item : digest.logs()) {
      if (item instanceof DigestItem.PreRuntime pre && pre.engine().equals(ENGINE)) {
        ScaleReader in = new ScaleReader(pre.data());
        if (in.u8() == INDEX) {
          return Optional.of(new CoreInfo(in.u8(), in.u8(), in.compactU32()));
        }
      }
    }
    return Optional.empty();
  }
}
