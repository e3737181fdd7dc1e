package io.braid.xcm;

import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleException;
import io.braid.scale.TypeInfo;
import java.util.List;

/** At most {@value #MAX} assets, sorted, each kind once. */
public record Assets(List<Asset> items) {
  public static final int MAX = 20;

  private static final Codec<List<Asset>> LIST = Codecs.list(AssetCodec.CODEC, MAX);

  /** Refuses assets that are not sorted or come twice. */
  public static final Codec<Assets> CODEC =
      Codecs.of(
          () ->
              new TypeInfo.Composite(
                  List.of("staging_xcm", "v5", "asset", "Assets"),
                  List.of(new TypeInfo.Field("", LIST, ""))),
          Codec.UNBOUNDED,
          (v, out) -> LIST.encode(v.items, out),
          in -> {
            int start = in.position();
            List<Asset> items = LIST.decode(in);
            if (!ordered(items)) {
              throw new ScaleException(
                  "expected assets in ascending order and each once at byte " + start);
            }
            return new Assets(items);
          });

  public Assets {
    items = List.copyOf(items);
    if (items.size() > MAX || !ordered(items)) {
      throw new IllegalArgumentException(
          "expected at most " + MAX + " assets in ascending order, found " + items);
    }
  }

  public static Assets of(Asset... items) {
    return new Assets(List.of(items));
  }

  private static boolean ordered(List<Asset> items) {
    for (int i = 1; i < items.size(); i++) {
      Asset before = items.get(i - 1);
      Asset item = items.get(i);
      boolean sameFungible =
          before.id().equals(item.id())
              && before.fun() instanceof Fungibility.Fungible
              && item.fun() instanceof Fungibility.Fungible;
      if (sameFungible || before.compareTo(item) >= 0) {
        return false;
      }
    }
    return true;
  }
}
