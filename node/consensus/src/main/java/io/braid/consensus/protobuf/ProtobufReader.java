package io.braid.consensus.protobuf;

import io.braid.primitives.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The fields of one message that came from outside, in the order of their coming. Numbers of fixed
 * width are passed over: none of our messages has them.
 */
public final class ProtobufReader {
  /** Fields in one message: a block's body is one field for each extrinsic. */
  public static final int MAX_FIELDS = 1 << 17;

  static final int LENGTH_DELIMITED = 2;
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int FIXED32 = 5;

  private sealed interface Field {
    int number();

    record Number(int number, long value) implements Field {}

    record Text(int number, Bytes value) implements Field {}
  }

  private final List<Field> fields;

  private ProtobufReader(List<Field> fields) {
    this.fields = fields;
  }

  /** The message, or nothing for bytes that are none. */
  public static Optional<ProtobufReader> read(Bytes message) {
    List<Field> fields = new ArrayList<>();
    Cursor at = new Cursor(message.unsafeArray());
    while (at.hasMore()) {
      OptionalLong tag = at.varint();
      if (tag.isEmpty() || fields.size() == MAX_FIELDS || tag.getAsLong() >>> 35 != 0) {
        return Optional.empty();
      }
      int number = (int) (tag.getAsLong() >>> 3);
      boolean whole =
          switch ((int) (tag.getAsLong() & 7)) {
            case VARINT -> {
              OptionalLong value = at.varint();
              value.ifPresent(v -> fields.add(new Field.Number(number, v)));
              yield value.isPresent();
            }
            case LENGTH_DELIMITED -> {
              Optional<Bytes> value = at.lengthDelimited();
              value.ifPresent(v -> fields.add(new Field.Text(number, v)));
              yield value.isPresent();
            }
            case FIXED64 -> at.skip(8);
            case FIXED32 -> at.skip(4);
            default -> false;
          };
      if (!whole || number == 0) {
        return Optional.empty();
      }
    }
    return Optional.of(new ProtobufReader(List.copyOf(fields)));
  }

  /** The last value of a field with numbers. */
  public OptionalLong number(int field) {
    OptionalLong found = OptionalLong.empty();
    for (Field f : fields) {
      if (f instanceof Field.Number(int number, long value) && number == field) {
        found = OptionalLong.of(value);
      }
    }
    return found;
  }

  /** The last value of a field with bytes. */
  public Optional<Bytes> bytes(int field) {
    List<Bytes> all = allBytes(field);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
  }

  /** All values of a repeated field with bytes. */
  public List<Bytes> allBytes(int field) {
    List<Bytes> found = new ArrayList<>();
    for (Field f : fields) {
      if (f instanceof Field.Text(int number, Bytes value) && number == field) {
        found.add(value);
      }
    }
    return found;
  }

  /** An embedded message; nothing when it is absent or malformed. */
  public Optional<ProtobufReader> message(int field) {
    return bytes(field).flatMap(ProtobufReader::read);
  }

  private static final class Cursor {
    private final byte[] bytes;
    private int position;

    Cursor(byte[] bytes) {
      this.bytes = bytes;
    }

    boolean hasMore() {
      return position < bytes.length;
    }

    boolean skip(int count) {
      if (count > bytes.length - position) {
        return false;
      }
      position += count;
      return true;
    }

    OptionalLong varint() {
      long value = 0;
      for (int shift = 0; shift < 64 && hasMore(); shift += 7) {
        int next = bytes[position++];
        value |= (long) (next & 127) << shift;
        if (next >= 0) {
          return OptionalLong.of(value);
        }
      }
      return OptionalLong.empty();
    }

    Optional<Bytes> lengthDelimited() {
      OptionalLong length = varint();
      if (length.isEmpty()
          || length.getAsLong() < 0
          || length.getAsLong() > bytes.length - position) {
        return Optional.empty();
      }
      int from = position;
      position += (int) length.getAsLong();
      return Optional.of(Bytes.wrap(Arrays.copyOfRange(bytes, from, position)));
    }
  }
}
