package io.braid.simulation.byzantine;

import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.primitives.Bytes;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Has what is asked for, and says that it holds it, and gives nothing of it away, or chaff. */
final class Withholding implements Tamper {
  private final Conspiracy conspiracy;

  private final SplittableRandom random;

  Withholding(Conspiracy conspiracy, SplittableRandom random) {
    this.conspiracy = conspiracy;
    this.random = random;
  }

  @Override
  public Optional<Bytes> answer(
      PeerId from, Protocol protocol, Bytes request, Supplier<Optional<Bytes>> honest) {
    return switch (protocol) {
      case CHUNK_FETCHING, AVAILABLE_DATA_FETCHING, POV_FETCHING -> {
        if (random.nextBoolean()) {
          conspiracy.did("requests for data left unanswered");
          yield Optional.empty();
        }
        conspiracy.did("requests for data answered with other data");
        yield honest.get().map(this::changed);
      }
      default -> honest.get();
    };
  }

  private Bytes changed(Bytes answer) {
    byte[] bytes = answer.toArray();
    int place = bytes.length < 16 ? bytes.length - 1 : 4 + random.nextInt(8);
    bytes[place] ^= 1;
    return Bytes.wrap(bytes);
  }
}
