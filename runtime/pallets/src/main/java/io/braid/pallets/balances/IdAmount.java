package io.braid.pallets.balances;

import io.braid.frame.currency.Reason;
import io.braid.primitives.U128;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.TypeInfo;
import java.util.List;

/** An amount that is held or frozen for a reason. */
record IdAmount(Reason id, U128 amount) {
  /**
   * @param reason the runtime's outer enum of reasons
   */
  static Codec<IdAmount> codec(Codec<Reason> reason) {
    return Codecs.of(
        () -> type(reason),
        Codecs.plus(reason.maxEncodedSize(), Codecs.U128.maxEncodedSize()),
        (value, out) -> {
          reason.encode(value.id(), out);
          out.u128(value.amount());
        },
        in -> new IdAmount(reason.decode(in), in.u128()));
  }

  private static TypeInfo type(Codec<Reason> reason) {
    return new TypeInfo.Composite(
        List.of("frame_support", "traits", "tokens", "misc", "IdAmount"),
        List.of(
            new TypeInfo.Parameter("Id", reason), new TypeInfo.Parameter("Balance", Codecs.U128)),
        List.of(
            new TypeInfo.Field("id", reason, "Id"),
            new TypeInfo.Field("amount", Codecs.U128, "Balance")),
        List.of());
  }
}
