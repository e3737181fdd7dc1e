package io.braid.xcm;

import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleException;
import io.braid.scale.TypeInfo;
import java.util.ArrayList;
import java.util.List;

/** A path downwards of at most {@value #MAX} junctions, the outermost first. */
public record Junctions(List<Junction> items) {
  public static final int MAX = 8;

  public static final Junctions HERE = new Junctions(List.of());

  /** One variant for each length: Here, X1, … X8. */
  public static final Codec<Junctions> CODEC =
      Codecs.of(
          Junctions::describe,
          Codec.UNBOUNDED,
          (v, out) -> {
            out.u8(v.items.size());
            for (Junction item : v.items) {
              JunctionCodec.CODEC.encode(item, out);
            }
          },
          in -> {
            int count = in.u8();
            if (count > MAX) {
              throw new ScaleException(
                  "expected at most "
                      + MAX
                      + " junctions at byte "
                      + in.position()
                      + ", found "
                      + count);
            }
            List<Junction> items = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
              items.add(JunctionCodec.CODEC.decode(in));
            }
            return new Junctions(items);
          });

  public Junctions {
    items = List.copyOf(items);
    if (items.size() > MAX) {
      throw new IllegalArgumentException(
          "expected at most " + MAX + " junctions, found " + items.size());
    }
  }

  public static Junctions of(Junction... items) {
    return new Junctions(List.of(items));
  }

  public int size() {
    return items.size();
  }

  private static TypeInfo describe() {
    List<TypeInfo.Case> cases = new ArrayList<>();
    cases.add(new TypeInfo.Case("Here", 0, List.of()));
    for (int i = 1; i <= MAX; i++) {
      cases.add(
          new TypeInfo.Case(
              "X" + i,
              i,
              List.of(new TypeInfo.Field("", Codecs.array(JunctionCodec.CODEC, i), ""))));
    }
    return new TypeInfo.Variant(
        List.of("staging_xcm", "v5", "junctions", "Junctions"), List.of(), cases, List.of());
  }
}
