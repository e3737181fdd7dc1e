package io.braid.pallets.parachainsystem;

import io.braid.primitives.Bytes;

/** Who takes the messages of other parachains. */
public interface HorizontalMessageHandler {
  /** {@code data} is a page of messages, led by its format. */
  void handle(int sender, int sentAt, Bytes data);
}
