package io.braid.pallets.genesis;

import io.braid.crypto.ss58.Ss58;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.primitives.U128;
import io.braid.scale.Codec;
import io.braid.scale.ScaleReader;
import io.braid.scale.TypeInfo;
import java.util.ArrayList;
import java.util.List;

/** Turns a value with a described type into JSON: the inverse of {@link JsonToScale}. */
final class ScaleToJson {
  private final ScaleReader in;

  private ScaleToJson(Bytes scale) {
    in = new ScaleReader(scale);
  }

  static <T> Json write(Codec<T> codec, T value) {
    return new ScaleToJson(codec.encodeToBytes(value)).value(codec.type(), 0);
  }

  private static Json whole(long value) {
    return new Json.Whole(U128.ofUnsigned(value));
  }

  private static Json hex(byte[] bytes) {
    return Json.text(Bytes.wrap(bytes).hex());
  }

  private Json key() {
    return Json.text(Ss58.encode(Ss58.GENERIC_PREFIX, AccountId.of(in.raw(JsonNames.KEY_SIZE))));
  }

  private Json value(TypeInfo type, int depth) {
    return switch (type) {
      case TypeInfo.Primitive primitive ->
          switch (primitive.name()) {
            case "bool" -> new Json.Bool(in.bool());
            case "str" -> new Json.Text(Bytes.wrap(in.bytes(Integer.MAX_VALUE)));
            case "u8" -> whole(in.u8());
            case "u16" -> whole(in.u16());
            case "u32" -> whole(in.u32());
            case "u64" -> whole(in.u64());
            case "u128" -> new Json.Whole(in.u128());
            default -> throw new IllegalStateException("a genesis holds no " + primitive.name());
          };
      case TypeInfo.Composite composite ->
          JsonNames.isAccount(composite) ? key() : fields(composite.fields(), depth);
      case TypeInfo.Variant variant -> variant(variant, depth);
      case TypeInfo.Sequence list -> {
        TypeInfo element = list.element().type();
        yield JsonNames.isByte(element)
            ? hex(in.bytes(Integer.MAX_VALUE))
            : items(element, in.compactU32(), depth);
      }
      case TypeInfo.Array array ->
          array.length() == JsonNames.KEY_SIZE ? key() : hex(in.raw(array.length()));
      case TypeInfo.Tuple tuple -> {
        List<Json> items = new ArrayList<>();
        tuple.elements().forEach(element -> items.add(value(element.type(), depth + 1)));
        yield new Json.Items(items);
      }
      case TypeInfo.BitSequence bits -> bits();
      case TypeInfo.Compact compact ->
          throw new IllegalStateException("a genesis holds no compact numbers");
    };
  }

  private Json items(TypeInfo element, int count, int depth) {
    List<Json> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(value(element, depth + 1));
    }
    return new Json.Items(items);
  }

  private Json fields(List<TypeInfo.Field> fields, int depth) {
    if (JsonNames.isTuple(fields)) {
      List<Json> items = new ArrayList<>();
      fields.forEach(field -> items.add(value(field.codec().type(), depth + 1)));
      return fields.size() == 1 ? items.get(0) : new Json.Items(items);
    }
    List<String> names = JsonNames.of(fields, depth);
    List<Json.Member> members = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      members.add(new Json.Member(names.get(i), value(fields.get(i).codec().type(), depth + 1)));
    }
    return new Json.Members(members);
  }

  private Json variant(TypeInfo.Variant type, int depth) {
    int index = in.u8();
    for (TypeInfo.Case option : type.cases()) {
      if (option.index() == index) {
        if (JsonNames.isOption(type)) {
          return index == 0 ? new Json.Null() : fields(option.fields(), depth);
        }
        Json name = Json.text(option.name());
        return option.fields().isEmpty()
            ? name
            : new Json.Members(
                List.of(new Json.Member(option.name(), fields(option.fields(), depth + 1))));
      }
    }
    throw new IllegalStateException("there is no variant " + index + " of " + type.path());
  }

  private Json bits() {
    int count = in.compactU32();
    List<Json> data = new ArrayList<>();
    for (int i = 0; i < (count + 7) / 8; i++) {
      data.add(whole(in.u8()));
    }
    return new Json.Members(
        List.of(
            new Json.Member("order", Json.text("bitvec::order::Lsb0")),
            new Json.Member(
                "head",
                new Json.Members(
                    List.of(
                        new Json.Member("width", whole(8)), new Json.Member("index", whole(0))))),
            new Json.Member("bits", whole(count)),
            new Json.Member("data", new Json.Items(data))));
  }
}
