package io.braid.trie;

import io.braid.primitives.Bytes;
import io.braid.scale.ScaleException;
import io.braid.scale.ScaleReader;
import io.braid.scale.ScaleWriter;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a key will hold. */
sealed interface Pending {
  Pending REMOVED = new Removed();

  /** The value, none for a removal. */
  Optional<Bytes> value();

  default boolean isRemoval() {
    return false;
  }

  /** This as it is now, whatever happens to it later. */
  default Pending frozen() {
    return this;
  }

  /** What to put back in place of what {@link #frozen} gave. */
  default Pending thawed() {
    return this;
  }

  record Removed() implements Pending {
    @Override
    public Optional<Bytes> value() {
      return Optional.empty();
    }

    @Override
    public boolean isRemoval() {
      return true;
    }
  }

  record Whole(Bytes bytes) implements Pending {
    @Override
    public Optional<Bytes> value() {
      return Optional.of(bytes);
    }
  }

  /**
   * A list that grows in place; its length is written in front only when the value is asked for.
   */
  final class Growing implements Pending {
    private static final long MAX_COUNT = 0xFFFFFFFFL;

    private byte[] elements;
    private int size;
    private long count;
    private @Nullable Bytes written;

    private Growing(byte[] elements, int size, long count) {
      this.elements = elements;
      this.size = size;
      this.count = count;
    }

    /** The list that {@code value} is, or an empty one when it is none. */
    static Growing of(Bytes value) {
      try {
        ScaleReader in = new ScaleReader(value);
        long count = in.compactU64();
        if (count >= 0 && count < MAX_COUNT) {
          int size = in.remaining();
          byte[] elements = new byte[2 * size + 64];
          System.arraycopy(value.unsafeArray(), in.position(), elements, 0, size);
          return new Growing(elements, size, count);
        }
      } catch (ScaleException e) {
        // no length in front: no list
      }
      return new Growing(new byte[64], 0, 0);
    }

    void add(Bytes element) {
      if (elements.length - size < element.size()) {
        elements = Arrays.copyOf(elements, Math.max(2 * elements.length, size + element.size()));
      }
      System.arraycopy(element.unsafeArray(), 0, elements, size, element.size());
      size += element.size();
      count++;
      written = null;
    }

    @Override
    public Optional<Bytes> value() {
      Bytes known = written;
      if (known == null) {
        known = new ScaleWriter(size + 5).compact(count).raw(elements, 0, size).toBytes();
        written = known;
      }
      return Optional.of(known);
    }

    @Override
    public Pending frozen() {
      return new Grown(this, size, count);
    }
  }

  /** A growing list at an earlier time: elements are only ever added behind, so a mark suffices. */
  record Grown(Growing list, int size, long count) implements Pending {
    @Override
    public Optional<Bytes> value() {
      return thawed().value();
    }

    @Override
    public Pending thawed() {
      list.size = size;
      list.count = count;
      list.written = null;
      return list;
    }
  }
}
