package io.braid.runtime.api.parachains;

import io.braid.scale.Scale;

/** A one-way channel. */
@Scale(path = "polkadot_parachain_primitives::primitives::HrmpChannelId")
public record HrmpChannelId(int sender, int recipient) implements Comparable<HrmpChannelId> {
  @Override
  public int compareTo(HrmpChannelId other) {
    int c = Integer.compare(sender, other.sender);
    return c != 0 ? c : Integer.compare(recipient, other.recipient);
  }
}
