package io.braid.consensus.sync;

import io.braid.consensus.protobuf.ProtobufReader;
import io.braid.consensus.protobuf.ProtobufWriter;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.scale.ScaleReader;
import io.braid.scale.ScaleWriter;
import java.util.Optional;

/**
 * Asks for blocks (Polkadot specification, 4.8.3: message {@code api.v1.BlockRequest}).
 *
 * @param max how many; the peer may send fewer
 */
public record BlockRequest(Start start, Direction direction, int max, Parts parts) {
  /** Which block comes first. */
  public sealed interface Start {
    record AtHash(Hash256 hash) implements Start {}

    /** On the peer's best chain. */
    record AtNumber(int number) implements Start {}
  }

  /** Where to go from there. */
  public enum Direction {
    ASCENDING,
    DESCENDING
  }

  /** What to send of each block besides its hash. */
  public record Parts(boolean header, boolean body, boolean justifications) {
    public static final Parts ALL = new Parts(true, true, true);

    private static final int HEADER = 1;
    private static final int BODY = 2;
    private static final int JUSTIFICATION = 16;

    /** Bits stand in the highest of four bytes. */
    private int encode() {
      int bits = (header ? HEADER : 0) | (body ? BODY : 0) | (justifications ? JUSTIFICATION : 0);
      return bits << 24;
    }

    private static Parts decode(long fields) {
      int bits = (int) (fields >>> 24);
      return new Parts((bits & HEADER) != 0, (bits & BODY) != 0, (bits & JUSTIFICATION) != 0);
    }
  }

  /** Asks for all parts. */
  public BlockRequest(Start start, Direction direction, int max) {
    this(start, direction, max, Parts.ALL);
  }

  public Bytes encode() {
    ProtobufWriter out = new ProtobufWriter().number(1, Integer.toUnsignedLong(parts.encode()));
    switch (start) {
      case Start.AtHash(Hash256 hash) -> out.bytes(2, hash.bytes());
      case Start.AtNumber(int number) -> out.bytes(3, new ScaleWriter(4).u32(number).toBytes());
    }
    return out.numberUnlessZero(5, direction.ordinal()).number(6, max).number(7, 1).toBytes();
  }

  /** Reads a message; without a maximum it asks for as many as may be. */
  public static Optional<BlockRequest> decode(Bytes message) {
    Optional<ProtobufReader> fields = ProtobufReader.read(message);
    Optional<Start> start = fields.flatMap(BlockRequest::start);
    if (fields.isEmpty() || start.isEmpty()) {
      return Optional.empty();
    }
    long direction = fields.get().number(5).orElse(0);
    long max = fields.get().number(6).orElse(0);
    if (direction < 0 || direction > 1) {
      return Optional.empty();
    }
    return Optional.of(
        new BlockRequest(
            start.get(),
            Direction.values()[(int) direction],
            max <= 0 || max > BlockSync.MAX_BLOCKS ? BlockSync.MAX_BLOCKS : (int) max,
            Parts.decode(fields.get().number(1).orElse(0))));
  }

  private static Optional<Start> start(ProtobufReader fields) {
    Optional<Bytes> hash = fields.bytes(2);
    if (hash.isPresent()) {
      return hash.filter(h -> h.size() == Hash256.SIZE).map(h -> new Start.AtHash(Hash256.of(h)));
    }
    return fields
        .bytes(3)
        .filter(number -> number.size() == 4)
        .map(number -> new ScaleReader(number).u32())
        .filter(number -> number >= 0)
        .map(Start.AtNumber::new);
  }
}
