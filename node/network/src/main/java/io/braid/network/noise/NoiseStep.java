package io.braid.network.noise;

import io.braid.network.identity.PeerIdentity;
import io.braid.primitives.Bytes;

/** Where a handshake stands. */
public sealed interface NoiseStep {
  /**
   * It goes on.
   *
   * @param send to the peer; may be empty
   */
  record Pending(Bytes send) implements NoiseStep {}

  /**
   * The channel is there.
   *
   * @param send to the peer before anything else
   */
  record Finished(Bytes send, PeerIdentity peer, NoiseTransport transport) implements NoiseStep {}

  /** The peer is not who it says, or does not speak Noise. */
  record Refused(String reason) implements NoiseStep {}
}
