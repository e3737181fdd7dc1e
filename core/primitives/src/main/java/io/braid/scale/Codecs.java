package io.braid.scale;

import io.braid.primitives.Bytes;
import io.braid.primitives.U128;
import io.braid.primitives.U256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The codecs that all others are put together from. */
public final class Codecs {
  private Codecs() {}

  public static final Codec<Boolean> BOOL =
      primitive("bool", 1, (v, out) -> out.bool(v), ScaleReader::bool);

  /** 0 to 255. */
  public static final Codec<Integer> U8 =
      primitive("u8", 1, (v, out) -> out.u8(v), ScaleReader::u8);

  /** 0 to 65,535. */
  public static final Codec<Integer> U16 =
      primitive("u16", 2, (v, out) -> out.u16(v), ScaleReader::u16);

  /** 0 to 2^31 − 1; refuses what is above, so that no chain code ever meets a negative count. */
  public static final Codec<Integer> U32 =
      primitive(
          "u32",
          4,
          (v, out) -> out.u32(v),
          in -> {
            int value = in.u32();
            if (value < 0) {
              throw new ScaleException(
                  "expected at most "
                      + Integer.MAX_VALUE
                      + " at byte "
                      + (in.position() - 4)
                      + ", found "
                      + Integer.toUnsignedString(value));
            }
            return value;
          });

  /** The whole range of a u32. */
  public static final Codec<Long> U32_WIDE =
      primitive("u32", 4, (v, out) -> out.u32((int) (long) v), in -> in.u32() & 0xFFFFFFFFL);

  /** All 64 bits: above 2^63 − 1 the {@code long} is negative. */
  public static final Codec<Long> U64 =
      primitive("u64", 8, (v, out) -> out.u64(v), ScaleReader::u64);

  public static final Codec<U128> U128 =
      primitive("u128", 16, (v, out) -> out.u128(v), ScaleReader::u128);

  /**
   * Described as the composite {@code primitive_types::U256} of four u64 words, as clients know it.
   */
  public static final Codec<U256> U256 =
      of(
          () ->
              new TypeInfo.Composite(
                  List.of("primitive_types", "U256"),
                  List.of(
                      new TypeInfo.Field(
                          "",
                          of(
                              () -> new TypeInfo.Array(4, Codecs.U64),
                              32,
                              (Object v, ScaleWriter out) -> {
                                throw new IllegalStateException("a description only");
                              },
                              in -> {
                                throw new IllegalStateException("a description only");
                              }),
                          "[u64; 4]"))),
          32,
          (v, out) -> out.raw(v.toLittleEndian()),
          in -> io.braid.primitives.U256.fromLittleEndian(in.raw(32)));

  public static final Codec<Integer> COMPACT_U32 =
      compact(U32, 5, (v, out) -> out.compact(v), ScaleReader::compactU32);

  public static final Codec<Long> COMPACT_U64 =
      compact(U64, 9, (v, out) -> out.compact(v), ScaleReader::compactU64);

  public static final Codec<U128> COMPACT_U128 =
      compact(U128, 17, (v, out) -> out.compact(v), ScaleReader::compactU128);

  public static final Codec<String> STRING = string(1 << 20);

  /** The empty tuple. */
  public static final Codec<Unit> UNIT =
      of(() -> new TypeInfo.Tuple(List.of()), 0, (v, out) -> {}, in -> Unit.UNIT);

  /** The only value of the empty tuple. */
  public enum Unit {
    UNIT
  }

  /** A codec from its parts. {@code type} is asked for late, so that types may be recursive. */
  public static <T> Codec<T> of(
      java.util.function.Supplier<TypeInfo> type,
      int maxEncodedSize,
      BiConsumer<T, ScaleWriter> encode,
      Function<ScaleReader, T> decode) {
    return new Codec<>() {
      @Override
      public void encode(T value, ScaleWriter out) {
        encode.accept(value, out);
      }

      @Override
      public T decode(ScaleReader in) {
        return decode.apply(in);
      }

      @Override
      public TypeInfo type() {
        return type.get();
      }

      @Override
      public int maxEncodedSize() {
        return maxEncodedSize;
      }
    };
  }

  private static <T> Codec<T> primitive(
      String name, int size, BiConsumer<T, ScaleWriter> encode, Function<ScaleReader, T> decode) {
    TypeInfo type = new TypeInfo.Primitive(name);
    return of(() -> type, size, encode, decode);
  }

  private static <T> Codec<T> compact(
      Codec<T> plain,
      int size,
      BiConsumer<T, ScaleWriter> encode,
      Function<ScaleReader, T> decode) {
    TypeInfo type = new TypeInfo.Compact(plain);
    return of(() -> type, size, encode, decode);
  }

  /** The same bytes under another Java type. */
  public static <T, R> Codec<R> map(Codec<T> codec, Function<T, R> to, Function<R, T> from) {
    return of(
        codec::type,
        codec.maxEncodedSize(),
        (v, out) -> codec.encode(from.apply(v), out),
        in -> to.apply(codec.decode(in)));
  }

  /**
   * The codec that {@code codec} gives when first needed; reading it counts as one level of
   * nesting.
   */
  public static <T> Codec<T> recursive(java.util.function.Supplier<Codec<T>> codec) {
    return of(
        () -> codec.get().type(),
        Codec.UNBOUNDED,
        (v, out) -> codec.get().encode(v, out),
        in -> in.nested(codec.get()));
  }

  /** UTF-8 text of at most {@code maxBytes}. */
  public static Codec<String> string(int maxBytes) {
    return of(
        () -> new TypeInfo.Primitive("str"),
        sequenceSize(maxBytes, 1),
        (v, out) -> out.string(v),
        in -> in.string(maxBytes));
  }

  /** A Rust {@code Vec<u8>} of at most {@code maxBytes}. */
  public static Codec<Bytes> bytes(int maxBytes) {
    return of(
        () -> new TypeInfo.Sequence(U8),
        sequenceSize(maxBytes, 1),
        (v, out) -> out.bytes(v),
        in -> Bytes.wrap(in.bytes(maxBytes)));
  }

  /** A Rust {@code [u8; size]}. */
  public static Codec<Bytes> fixedBytes(int size) {
    return of(
        () -> new TypeInfo.Array(size, U8),
        size,
        (v, out) -> {
          if (v.size() != size) {
            throw new IllegalArgumentException("expected " + size + " bytes, found " + v.size());
          }
          out.raw(v);
        },
        in -> Bytes.wrap(in.raw(size)));
  }

  /** A list of at most {@code max} elements. */
  public static <T> Codec<List<T>> list(Codec<T> element, int max) {
    return of(
        () -> new TypeInfo.Sequence(element),
        sequenceSize(max, element.maxEncodedSize()),
        (v, out) -> {
          out.compact(v.size());
          for (T item : v) {
            element.encode(item, out);
          }
        },
        in -> {
          int length = in.length(max, element.maxEncodedSize() == 0 ? 0 : 1);
          List<T> items = new ArrayList<>(Math.min(length, 1 << 16));
          for (int i = 0; i < length; i++) {
            items.add(element.decode(in));
          }
          return List.copyOf(items);
        });
  }

  /** A Rust {@code [T; length]}. */
  public static <T> Codec<List<T>> array(Codec<T> element, int length) {
    return of(
        () -> new TypeInfo.Array(length, element),
        scaled(element.maxEncodedSize(), length),
        (v, out) -> {
          if (v.size() != length) {
            throw new IllegalArgumentException(
                "expected " + length + " elements, found " + v.size());
          }
          for (T item : v) {
            element.encode(item, out);
          }
        },
        in -> {
          List<T> items = new ArrayList<>(length);
          for (int i = 0; i < length; i++) {
            items.add(element.decode(in));
          }
          return List.copyOf(items);
        });
  }

  public static <T> Codec<Optional<T>> option(Codec<T> value) {
    return of(
        () ->
            new TypeInfo.Variant(
                List.of("Option"),
                List.of(new TypeInfo.Parameter("T", value)),
                List.of(
                    new TypeInfo.Case("None", 0, List.of()),
                    new TypeInfo.Case("Some", 1, List.of(new TypeInfo.Field("", value, "")))),
                List.of()),
        plus(value.maxEncodedSize(), 1),
        (v, out) -> {
          out.bool(v.isPresent());
          if (v.isPresent()) {
            value.encode(v.get(), out);
          }
        },
        in -> in.bool() ? Optional.of(value.decode(in)) : Optional.empty());
  }

  /** A pair as a Rust tuple. */
  public static <A, B> Codec<Map.Entry<A, B>> pair(Codec<A> first, Codec<B> second) {
    return of(
        () -> new TypeInfo.Tuple(List.of(first, second)),
        plus(first.maxEncodedSize(), second.maxEncodedSize()),
        (v, out) -> {
          first.encode(v.getKey(), out);
          second.encode(v.getValue(), out);
        },
        in -> {
          A a = first.decode(in);
          return Map.entry(a, second.decode(in));
        });
  }

  /** A Rust {@code BTreeMap}: entries in strictly ascending order of their keys. */
  public static <K extends Comparable<K>, V> Codec<SortedMap<K, V>> sortedMap(
      Codec<K> key, Codec<V> value, int max) {
    return of(
        () ->
            new TypeInfo.Composite(
                List.of("BTreeMap"),
                List.of(new TypeInfo.Parameter("K", key), new TypeInfo.Parameter("V", value)),
                List.of(
                    new TypeInfo.Field(
                        "", list(pair(key, value), Integer.MAX_VALUE), "Vec<(K, V)>")),
                List.of()),
        sequenceSize(max, plus(key.maxEncodedSize(), value.maxEncodedSize())),
        (v, out) -> {
          out.compact(v.size());
          for (Map.Entry<K, V> e : v.entrySet()) {
            key.encode(e.getKey(), out);
            value.encode(e.getValue(), out);
          }
        },
        in -> {
          int length = in.length(max, 1);
          TreeMap<K, V> map = new TreeMap<>();
          for (int i = 0; i < length; i++) {
            K k = key.decode(in);
            if (!map.isEmpty() && map.lastKey().compareTo(k) >= 0) {
              throw new ScaleException(
                  "expected ascending keys at byte "
                      + in.position()
                      + ", found "
                      + k
                      + " after "
                      + map.lastKey());
            }
            map.put(k, value.decode(in));
          }
          return map;
        });
  }

  /** The bound of two parts in a row. */
  public static int plus(int a, int b) {
    return a == Codec.UNBOUNDED || b == Codec.UNBOUNDED || a + b < 0 ? Codec.UNBOUNDED : a + b;
  }

  private static int scaled(int size, int count) {
    long total = (long) size * count;
    return size == Codec.UNBOUNDED || total >= Codec.UNBOUNDED ? Codec.UNBOUNDED : (int) total;
  }

  private static int sequenceSize(int max, int elementSize) {
    return plus(max < 64 ? 1 : max < 1 << 14 ? 2 : max < 1 << 30 ? 4 : 5, scaled(elementSize, max));
  }
}
