package io.braid.parachains.following;

import io.braid.primitives.Bytes;
import io.braid.runtime.api.Digest;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.Header;
import io.braid.scale.Codecs;
import io.braid.scale.Decoded;
import java.util.List;
import java.util.Optional;

/** What Aura puts into a header's digest: the slot first, the seal last. Engine {@code aura}. */
public final class AuraDigest {
  private static final Bytes ENGINE = Bytes.utf8("aura");

  private AuraDigest() {}

  /** A digest that claims a slot. */
  public static Digest claim(long slot) {
    return new Digest(List.of(new DigestItem.PreRuntime(ENGINE, Codecs.U64.encodeToBytes(slot))));
  }

  /** The slot that a header claims; nothing for block 0. */
  public static Optional<Long> slotOf(Header header) {
    for (DigestItem item : header.digest().logs()) {
      if (item instanceof DigestItem.PreRuntime(Bytes engine, Bytes data)
          && engine.equals(ENGINE)) {
        return Codecs.U64.tryDecode(data) instanceof Decoded.Value<Long>(Long slot)
            ? Optional.of(slot)
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** The header with its author's signature under its hash. */
  public static Header sealed(Header header, Bytes signature) {
    return header.withDigest(header.digest().with(new DigestItem.Seal(ENGINE, signature)));
  }

  /** The signature at the end of the digest. */
  static Optional<Bytes> sealOf(Header header) {
    List<DigestItem> logs = header.digest().logs();
    return !logs.isEmpty()
            && logs.getLast() instanceof DigestItem.Seal(Bytes engine, Bytes signature)
            && engine.equals(ENGINE)
        ? Optional.of(signature)
        : Optional.empty();
  }
}
