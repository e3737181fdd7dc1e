package io.braid.xcm;

import io.braid.primitives.Bytes;
import io.braid.runtime.api.Weight;
import io.braid.runtime.api.WeightCodec;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleException;
import io.braid.scale.ScaleReader;
import io.braid.scale.ScaleWriter;
import io.braid.scale.TypeInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Instructions of version 4, read into those of version 5. They are the first 48, with the same
 * layouts but for {@code Transact}, whose weight is not optional, and the messages inside.
 */
final class InstructionV4 {
  private static final int LAST = 47;
  private static final int TRANSACT = 6;
  private static final Codec<Bytes> CALL = Codecs.bytes(Integer.MAX_VALUE);

  static final Codec<Xcm> XCM = Xcm.codec("v4", () -> InstructionV4.CODEC);

  static final Codec<Instruction> CODEC =
      Codecs.of(
          InstructionV4::describe, Codec.UNBOUNDED, InstructionV4::encode, InstructionV4::decode);

  private InstructionV4() {}

  private static Instruction decode(ScaleReader in) {
    int start = in.position();
    int index = in.peekU8();
    if (index > LAST) {
      throw new ScaleException(
          "expected an instruction of version 4 (at most "
              + LAST
              + ") at byte "
              + start
              + ", found "
              + index);
    }
    return switch (index) {
      case 5 -> {
        in.u8();
        Assets assets = Assets.CODEC.decode(in);
        Location dest = LocationCodec.CODEC.decode(in);
        yield new Instruction.TransferReserveAsset(assets, dest, XCM.decode(in));
      }
      case TRANSACT -> {
        in.u8();
        OriginKind kind = OriginKindCodec.CODEC.decode(in);
        Weight most = WeightCodec.CODEC.decode(in);
        yield new Instruction.Transact(kind, Optional.of(most), CALL.decode(in));
      }
      case 14 -> {
        in.u8();
        AssetFilter assets = AssetFilterCodec.CODEC.decode(in);
        Location dest = LocationCodec.CODEC.decode(in);
        yield new Instruction.DepositReserveAsset(assets, dest, XCM.decode(in));
      }
      case 16 -> {
        in.u8();
        AssetFilter assets = AssetFilterCodec.CODEC.decode(in);
        Location reserve = LocationCodec.CODEC.decode(in);
        yield new Instruction.InitiateReserveWithdraw(assets, reserve, XCM.decode(in));
      }
      case 17 -> {
        in.u8();
        AssetFilter assets = AssetFilterCodec.CODEC.decode(in);
        Location dest = LocationCodec.CODEC.decode(in);
        yield new Instruction.InitiateTeleport(assets, dest, XCM.decode(in));
      }
      case 21 -> {
        in.u8();
        yield new Instruction.SetErrorHandler(XCM.decode(in));
      }
      case 22 -> {
        in.u8();
        yield new Instruction.SetAppendix(XCM.decode(in));
      }
      case 3, 31, 38 ->
          throw new ScaleException(
              "instruction "
                  + index
                  + " of version 4 at byte "
                  + start
                  + " is not converted: send it in version 5");
      default -> InstructionCodec.CODEC.decode(in);
    };
  }

  private static void encode(Instruction value, ScaleWriter out) {
    throw new IllegalStateException("messages are written in version 5 only");
  }

  private static TypeInfo describe() {
    if (!(InstructionCodec.CODEC.type() instanceof TypeInfo.Variant newest)) {
      throw new IllegalStateException("expected instructions to be described as variants");
    }
    List<TypeInfo.Case> cases = new ArrayList<>();
    for (TypeInfo.Case one : newest.cases()) {
      if (one.index() <= LAST) {
        cases.add(new TypeInfo.Case(one.name(), one.index(), fields(one)));
      }
    }
    return new TypeInfo.Variant(
        List.of("staging_xcm", "v4", "Instruction"), List.of(), cases, List.of());
  }

  private static List<TypeInfo.Field> fields(TypeInfo.Case one) {
    List<TypeInfo.Field> fields = new ArrayList<>();
    for (TypeInfo.Field field : one.fields()) {
      if (field.codec() == Xcm.CODEC) {
        fields.add(new TypeInfo.Field(field.name(), XCM, field.typeName()));
      } else if (one.index() == TRANSACT && fields.size() == 1) {
        fields.add(new TypeInfo.Field("require_weight_at_most", WeightCodec.CODEC, ""));
      } else {
        fields.add(field);
      }
    }
    return fields;
  }
}
