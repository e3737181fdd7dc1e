package io.braid.parachains.disputes;

import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.consensus.ports.Timers;
import io.braid.parachains.protocol.DisputeMessage;
import io.braid.parachains.protocol.DisputeMessageCodec;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.parachains.DisputeStatement;
import io.braid.runtime.api.parachains.DisputeStatementSet.Statement;
import io.braid.runtime.api.parachains.SessionInfo;
import java.time.Duration;
import java.util.Optional;

/**
 * Brings this node's vote to every other validator of the session, again and again until each has
 * confirmed it, at most {@value #MAX_ATTEMPTS} times.
 */
final class DisputeSending {
  static final int MAX_ATTEMPTS = 20;
  private static final Duration AGAIN = Duration.ofSeconds(3);

  private final Network network;
  private final Timers timers;

  DisputeSending(Network network, Timers timers) {
    this.network = network;
    this.timers = timers;
  }

  /**
   * Sends a vote.
   *
   * @param own of this node
   * @param other of the other side
   */
  void send(Dispute dispute, Statement own, Statement other) {
    Optional<DisputeMessage> message =
        Dispute.isValid(own) ? message(dispute, own, other) : message(dispute, other, own);
    message
        .map(DisputeMessageCodec.CODEC::encodeToBytes)
        .ifPresent(encoded -> {
          SessionInfo info = dispute.info();
          int count = Math.min(info.validators().size(), info.discoveryKeys().size());
          for (int i = 0; i < count; i++) {
            if (i != own.validatorIndex()) {
              send(info.discoveryKeys().get(i), encoded, 1);
            }
          }
        });
  }

  private static Optional<DisputeMessage> message(
      Dispute dispute, Statement valid, Statement invalid) {
    return valid.statement() instanceof DisputeStatement.Valid(DisputeStatement.ValidKind kind)
            && invalid.statement()
                instanceof DisputeStatement.Invalid(DisputeStatement.InvalidKind against)
        ? Optional.of(
            new DisputeMessage(
                dispute.receipt(),
                dispute.session(),
                new DisputeMessage.InvalidVote(
                    invalid.validatorIndex(), invalid.signature(), against),
                new DisputeMessage.ValidVote(valid.validatorIndex(), valid.signature(), kind)))
        : Optional.empty();
  }

  private void send(Bytes discoveryKey, Bytes message, int attempt) {
    Optional<PeerId> peer =
        network.authority(discoveryKey).filter(found -> !found.equals(network.self()));
    if (peer.isEmpty()) {
      again(discoveryKey, message, attempt);
      return;
    }
    network.request(
        peer.get(),
        Protocol.DISPUTES,
        message,
        answer -> {
          if (answer.isEmpty()) {
            again(discoveryKey, message, attempt);
          }
        });
  }

  private void again(Bytes discoveryKey, Bytes message, int attempt) {
    if (attempt < MAX_ATTEMPTS) {
      timers.after(AGAIN, () -> send(discoveryKey, message, attempt + 1));
    }
  }
}
