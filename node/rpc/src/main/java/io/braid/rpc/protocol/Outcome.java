package io.braid.rpc.protocol;

import io.braid.primitives.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * What to send for one message of a client.
 *
 * @param response nothing when the message held only notifications
 * @param begun subscriptions to activate once the response is on its way
 */
public record Outcome(Optional<Bytes> response, List<Subscription> begun) {
  static Outcome of(byte[] response) {
    return new Outcome(Optional.of(Bytes.wrap(response)), List.of());
  }
}
