package io.braid.pallets.messagequeue;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Weight;

/** Executes a message. */
public interface MessageProcessor {
  /** How it went. */
  sealed interface Outcome {
    /** It ran; {@code success} says whether to the end. */
    record Processed(boolean success, Weight used) implements Outcome {}

    /** It can never run, and is dropped. */
    record Unprocessable(String reason) implements Outcome {}

    /** It needs more than {@code limit}: try again in the next block. */
    record Yield() implements Outcome {}
  }

  /**
   * @param id the message's blake2b-256
   * @param limit what is left of this block's allowance
   */
  Outcome process(MessageOrigin origin, Bytes message, Hash256 id, Weight limit);
}
