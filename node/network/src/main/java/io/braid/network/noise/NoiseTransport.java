package io.braid.network.noise;

import io.braid.network.framing.ByteQueue;
import io.braid.primitives.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The channel after the handshake: messages of up to 65,535 bytes, each behind its length. */
public final class NoiseTransport {
  private static final int MAX_PLAIN_BYTES = 65_535 - CipherState.TAG_BYTES;

  private final CipherState sending;
  private final CipherState receiving;

  NoiseTransport(CipherState sending, CipherState receiving) {
    this.sending = sending;
    this.receiving = receiving;
  }

  /** What to send for {@code plain}, of any size. */
  public Bytes encrypt(Bytes plain) {
    List<Bytes> parts = new ArrayList<>();
    for (int from = 0; from < plain.size(); from += MAX_PLAIN_BYTES) {
      Bytes chunk = plain.slice(from, Math.min(plain.size(), from + MAX_PLAIN_BYTES));
      Bytes sealed = sending.encrypt(Bytes.EMPTY, chunk);
      parts.add(Bytes.of((byte) (sealed.size() >>> 8), (byte) sealed.size()));
      parts.add(sealed);
    }
    return Bytes.concat(parts.toArray(Bytes[]::new));
  }

  /** What a queue of encrypted bytes holds. */
  public sealed interface Opened {
    record Plain(Bytes content) implements Opened {}

    record Incomplete() implements Opened {}

    record Tampered() implements Opened {}
  }

  /** Takes one message, when it is there as a whole. */
  public Opened decrypt(ByteQueue from) {
    if (from.size() < 2) {
      return new Opened.Incomplete();
    }
    int length = from.peek(0) << 8 | from.peek(1);
    if (from.size() < 2 + length) {
      return new Opened.Incomplete();
    }
    from.take(2);
    Optional<Bytes> plain = receiving.decrypt(Bytes.EMPTY, from.take(length));
    return plain.isPresent() ? new Opened.Plain(plain.get()) : new Opened.Tampered();
  }
}
