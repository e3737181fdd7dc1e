package io.braid.pallets.session;

/** Decides when sessions end. */
public interface ShouldEndSession {
  boolean shouldEndSession(int blockNumber);
}
