package io.braid.frame.executive;

/**
 * A block that must not be imported. Unchecked: it ends the call, and the message is the answer.
 */
public final class InvalidBlock extends RuntimeException {
  public InvalidBlock(String message) {
    super(message, null, false, false);
  }
}
