package io.braid.simulation.byzantine;

import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.primitives.Bytes;
import java.util.Optional;

/** Never hears of a transaction. */
final class Censorship implements Tamper {
  private final Conspiracy conspiracy;

  Censorship(Conspiracy conspiracy) {
    this.conspiracy = conspiracy;
  }

  @Override
  public Optional<Bytes> incoming(PeerId from, Protocol protocol, Bytes message) {
    if (protocol != Protocol.TRANSACTIONS) {
      return Optional.of(message);
    }
    conspiracy.did("messages with transactions ignored");
    return Optional.empty();
  }
}
