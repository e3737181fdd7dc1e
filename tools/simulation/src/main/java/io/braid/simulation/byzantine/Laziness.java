package io.braid.simulation.byzantine;

import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.primitives.Bytes;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells of candidates and gives none of them away. */
final class Laziness implements Tamper {
  private final Conspiracy conspiracy;

  Laziness(Conspiracy conspiracy) {
    this.conspiracy = conspiracy;
  }

  @Override
  public Optional<Bytes> answer(
      PeerId from, Protocol protocol, Bytes request, Supplier<Optional<Bytes>> honest) {
    if (protocol != Protocol.COLLATION_FETCHING) {
      return honest.get();
    }
    conspiracy.did("candidates advertised and kept");
    return Optional.empty();
  }
}
