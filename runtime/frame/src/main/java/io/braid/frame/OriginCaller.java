package io.braid.frame;

import io.braid.primitives.AccountId;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleException;
import io.braid.scale.ScaleReader;
import io.braid.scale.ScaleWriter;
import io.braid.scale.TypeInfo;
import java.util.List;

/**
 * Origins as calls carry them: FRAME's outer enum {@code OriginCaller} with the system pallet's
 * origins. The system pallet has index 0.
 */
public final class OriginCaller implements Codec<Origin> {
  private static final int SYSTEM = 0;
  private static final int ROOT = 0;
  private static final int SIGNED = 1;
  private static final int NONE = 2;

  private static final Codec<Origin> RAW =
      Codecs.of(OriginCaller::rawType, 1 + 32, OriginCaller::encodeRaw, OriginCaller::decodeRaw);

  private final String crate;

  /**
   * @param crate the runtime's name in types' paths, as {@code relay_runtime}
   */
  public OriginCaller(String crate) {
    this.crate = crate;
  }

  @Override
  public void encode(Origin value, ScaleWriter out) {
    out.u8(SYSTEM);
    RAW.encode(value, out);
  }

  @Override
  public Origin decode(ScaleReader in) {
    int pallet = in.u8();
    if (pallet != SYSTEM) {
      throw new ScaleException(
          "expected the index of a pallet with origins at byte "
              + (in.position() - 1)
              + ", found "
              + pallet);
    }
    return RAW.decode(in);
  }

  @Override
  public TypeInfo type() {
    return new TypeInfo.Variant(
        List.of(crate, "OriginCaller"),
        List.of(
            new TypeInfo.Case(
                "system",
                SYSTEM,
                List.of(new TypeInfo.Field("", RAW, "frame_system::Origin<Runtime>")))));
  }

  @Override
  public int maxEncodedSize() {
    return 1 + RAW.maxEncodedSize();
  }

  private static TypeInfo rawType() {
    return new TypeInfo.Variant(
        List.of("frame_support", "dispatch", "RawOrigin"),
        List.of(new TypeInfo.Parameter("AccountId", AccountId.CODEC)),
        List.of(
            new TypeInfo.Case("Root", ROOT, List.of()),
            new TypeInfo.Case(
                "Signed", SIGNED, List.of(new TypeInfo.Field("", AccountId.CODEC, "AccountId"))),
            new TypeInfo.Case("None", NONE, List.of())),
        List.of());
  }

  private static void encodeRaw(Origin origin, ScaleWriter out) {
    switch (origin) {
      case Origin.Root root -> out.u8(ROOT);
      case Origin.Signed signed -> {
        out.u8(SIGNED);
        AccountId.CODEC.encode(signed.account(), out);
      }
      case Origin.None none -> out.u8(NONE);
      case Origin.Custom custom ->
          throw new IllegalArgumentException(
              "expected an origin of the system pallet, found " + custom.origin());
    }
  }

  private static Origin decodeRaw(ScaleReader in) {
    int index = in.u8();
    return switch (index) {
      case ROOT -> Origin.ROOT;
      case SIGNED -> Origin.signed(AccountId.CODEC.decode(in));
      case NONE -> Origin.NONE;
      default ->
          throw new ScaleException(
              "expected a system origin of 0 to 2 at byte "
                  + (in.position() - 1)
                  + ", found "
                  + index);
    };
  }
}
