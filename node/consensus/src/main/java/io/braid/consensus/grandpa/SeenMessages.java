package io.braid.consensus.grandpa;

import io.braid.crypto.hash.Twox;
import io.braid.primitives.Bytes;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which messages came lately, so that none is checked or passed on twice. */
final class SeenMessages {
  private static final int CAPACITY = 8_192;

  private final Set<Bytes> seen = new LinkedHashSet<>();

  /** False when the message came before. */
  boolean add(Bytes message) {
    boolean added = seen.add(Bytes.wrap(Twox.hash128(message.unsafeArray())));
    if (seen.size() > CAPACITY) {
      seen.remove(seen.iterator().next());
    }
    return added;
  }
}
