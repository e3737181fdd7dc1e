package io.braid.frame;

import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.DispatchError;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleException;
import io.braid.scale.ScaleReader;
import io.braid.scale.ScaleWriter;
import io.braid.scale.TypeInfo;
import io.braid.scale.TypeInfo.Case;
import io.braid.scale.TypeInfo.Field;
import io.braid.scale.TypeInfo.Parameter;
import java.util.List;

/**
 * The ways in which an extrinsic can name an account. Chains without an index pallet understand
 * {@link Id} alone.
 */
public sealed interface MultiAddress {
  record Id(AccountId account) implements MultiAddress {}

  /** An account index; the runtime's index type is the empty tuple, so it carries nothing. */
  record Index() implements MultiAddress {}

  record Raw(Bytes data) implements MultiAddress {}

  record Address32(Bytes data) implements MultiAddress {}

  record Address20(Bytes data) implements MultiAddress {}

  Codec<MultiAddress> CODEC =
      new Codec<>() {
        private final Codec<Bytes> raw = Codecs.bytes(Integer.MAX_VALUE);
        private final Codec<Bytes> address32 = Codecs.fixedBytes(32);
        private final Codec<Bytes> address20 = Codecs.fixedBytes(20);
        // The index type () is encoded as a compact, which takes no bytes.
        private final Codec<Codecs.Unit> index =
            Codecs.of(
                () -> new TypeInfo.Compact(Codecs.UNIT), 0, (v, out) -> {}, in -> Codecs.Unit.UNIT);

        @Override
        public void encode(MultiAddress value, ScaleWriter out) {
          switch (value) {
            case Id v -> out.u8(0).write(AccountId.CODEC, v.account());
            case Index v -> out.u8(1);
            case Raw v -> out.u8(2).write(raw, v.data());
            case Address32 v -> out.u8(3).write(address32, v.data());
            case Address20 v -> out.u8(4).write(address20, v.data());
          }
        }

        @Override
        public MultiAddress decode(ScaleReader in) {
          int kind = in.u8();
          return switch (kind) {
            case 0 -> new Id(AccountId.CODEC.decode(in));
            case 1 -> new Index();
            case 2 -> new Raw(raw.decode(in));
            case 3 -> new Address32(address32.decode(in));
            case 4 -> new Address20(address20.decode(in));
            default ->
                throw new ScaleException(
                    "expected a kind of address (0 to 4) at byte "
                        + (in.position() - 1)
                        + ", found "
                        + kind);
          };
        }

        @Override
        public TypeInfo type() {
          return new TypeInfo.Variant(
              List.of("sp_runtime", "multiaddress", "MultiAddress"),
              List.of(
                  new Parameter("AccountId", AccountId.CODEC),
                  new Parameter("AccountIndex", Codecs.UNIT)),
              List.of(
                  new Case("Id", 0, List.of(new Field("", AccountId.CODEC, "AccountId"))),
                  new Case("Index", 1, List.of(new Field("", index, "AccountIndex"))),
                  new Case("Raw", 2, List.of(new Field("", raw, "Vec<u8>"))),
                  new Case("Address32", 3, List.of(new Field("", address32, "[u8; 32]"))),
                  new Case("Address20", 4, List.of(new Field("", address20, "[u8; 20]")))),
              List.of());
        }
      };

  static MultiAddress of(AccountId account) {
    return new Id(account);
  }

  /**
   * The account behind the address.
   *
   * @throws DispatchFailure CannotLookup for anything but an account id
   */
  default AccountId lookup() throws DispatchFailure {
    if (this instanceof Id id) {
      return id.account();
    }
    throw DispatchFailure.of(new DispatchError.CannotLookup());
  }
}
