package io.braid.runtime.api.parachains;

import io.braid.primitives.Bytes;
import io.braid.scale.Decoded;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A candidate's upward messages, without the signals behind them, and the signals.
 *
 * @param wellFormed whether all behind the separator is a signal, at most one of each kind
 */
public record UmpSignals(
    List<Bytes> messages,
    Optional<UmpSignal.SelectCore> selectCore,
    Optional<UmpSignal.ApprovedPeer> approvedPeer,
    boolean wellFormed) {
  public static UmpSignals of(List<Bytes> upwardMessages) {
    List<Bytes> messages = new ArrayList<>();
    int next = 0;
    while (next < upwardMessages.size() && !upwardMessages.get(next).isEmpty()) {
      messages.add(upwardMessages.get(next++));
    }
    Optional<UmpSignal.SelectCore> core = Optional.empty();
    Optional<UmpSignal.ApprovedPeer> peer = Optional.empty();
    boolean wellFormed = true;
    for (Bytes bytes :
        upwardMessages.subList(Math.min(next + 1, upwardMessages.size()), upwardMessages.size())) {
      switch (UmpSignalCodec.CODEC.tryDecode(bytes)) {
        case Decoded.Malformed<UmpSignal> malformed -> wellFormed = false;
        case Decoded.Value<UmpSignal>(UmpSignal.SelectCore signal) -> {
          wellFormed &= core.isEmpty();
          core = Optional.of(signal);
        }
        case Decoded.Value<UmpSignal>(UmpSignal.ApprovedPeer signal) -> {
          wellFormed &= peer.isEmpty();
          peer = Optional.of(signal);
        }
      }
    }
    return new UmpSignals(messages, core, peer, wellFormed);
  }

  public boolean any() {
    return selectCore.isPresent() || approvedPeer.isPresent() || !wellFormed;
  }
}
