package io.braid.pallets.genesis;

import io.braid.crypto.ss58.Ss58;
import io.braid.crypto.ss58.Ss58Decoded;
import io.braid.primitives.Bytes;
import io.braid.primitives.U128;
import io.braid.scale.Codec;
import io.braid.scale.ScaleWriter;
import io.braid.scale.TypeInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns JSON into the SCALE bytes of a described type, spelled as Rust's serde does: objects for
 * named fields, arrays for tuples, 0x… for bytes, SS58 (or 0x…) for accounts and public keys.
 */
final class JsonToScale {
  private final ScaleWriter out = new ScaleWriter(1 << 12);

  private JsonToScale() {}

  /**
   * @param defaults what absent keys are read from
   * @throws GenesisRefusal where the JSON does not fit
   */
  static <T> T read(Codec<T> codec, Json json, Json defaults) throws GenesisRefusal {
    JsonToScale writer = new JsonToScale();
    writer.value(codec.type(), json, "", 0, Optional.of(defaults));
    return codec.decodeAll(writer.out.toArray());
  }

  private static GenesisRefusal unfit(String path, String expected, Json found) {
    return new GenesisRefusal(path, "expected " + expected + ", found " + found.described());
  }

  private void value(TypeInfo type, Json json, String path, int depth, Optional<Json> defaults)
      throws GenesisRefusal {
    switch (type) {
      case TypeInfo.Primitive primitive -> primitive(primitive.name(), json, path);
      case TypeInfo.Composite composite -> composite(composite, json, path, depth, defaults);
      case TypeInfo.Variant variant -> variant(variant, json, path, depth);
      case TypeInfo.Sequence list -> sequence(list, json, path, depth);
      case TypeInfo.Array array -> out.raw(fixed(array, json, path));
      case TypeInfo.Tuple tuple -> {
        List<TypeInfo.Field> fields = new ArrayList<>();
        tuple.elements().forEach(element -> fields.add(new TypeInfo.Field("", element, "")));
        positions(fields, json, path, depth);
      }
      case TypeInfo.BitSequence bits -> bits(json, path);
      case TypeInfo.Compact compact ->
          throw new IllegalStateException("a genesis holds no compact numbers: " + path);
    }
  }

  private void primitive(String name, Json json, String path) throws GenesisRefusal {
    switch (name) {
      case "bool" -> {
        if (!(json instanceof Json.Bool bool)) {
          throw unfit(path, "true or false", json);
        }
        out.bool(bool.value());
      }
      case "str" -> {
        if (!(json instanceof Json.Text text)) {
          throw unfit(path, "a text", json);
        }
        out.bytes(text.utf8());
      }
      case "u8" -> out.u8((int) number(json, path, 8).low());
      case "u16" -> out.u16((int) number(json, path, 16).low());
      case "u32" -> out.u32((int) number(json, path, 31).low());
      case "u64" -> out.u64(number(json, path, 63).low());
      case "u128" -> out.u128(number(json, path, 128));
      default -> throw new IllegalStateException("a genesis holds no " + name + ": " + path);
    }
  }

  /**
   * A whole number below {@code 2^bits}: runtimes use no more of a u32 and a u64 than 31 and 63.
   */
  private static U128 number(Json json, String path, int bits) throws GenesisRefusal {
    U128 max = bits == 128 ? U128.MAX : U128.of((1L << bits) - 1);
    if (json instanceof Json.Whole whole && whole.value().compareTo(max) <= 0) {
      return whole.value();
    }
    throw unfit(path, "a whole number of 0 to " + max, json);
  }

  private void composite(
      TypeInfo.Composite type, Json json, String path, int depth, Optional<Json> defaults)
      throws GenesisRefusal {
    if (JsonNames.isAccount(type)) {
      out.raw(key(json, path));
    } else if (type.fields().size() == 1 && type.fields().get(0).name().isEmpty()) {
      value(type.fields().get(0).codec().type(), json, path, depth, Optional.empty());
    } else if (JsonNames.isTuple(type.fields()) || json instanceof Json.Items) {
      // Rust's serde takes a record's fields in order, too; Zombienet writes parachains so.
      positions(type.fields(), json, path, depth);
    } else {
      named(type.fields(), json, path, depth, defaults);
    }
  }

  private void positions(List<TypeInfo.Field> fields, Json json, String path, int depth)
      throws GenesisRefusal {
    if (!(json instanceof Json.Items list) || list.items().size() != fields.size()) {
      throw unfit(path, "an array of " + fields.size(), json);
    }
    for (int i = 0; i < fields.size(); i++) {
      value(
          fields.get(i).codec().type(),
          list.items().get(i),
          path + "[" + i + "]",
          depth + 1,
          Optional.empty());
    }
  }

  private void named(
      List<TypeInfo.Field> fields, Json json, String path, int depth, Optional<Json> defaults)
      throws GenesisRefusal {
    List<String> names = JsonNames.of(fields, depth);
    if (!(json instanceof Json.Members object)) {
      throw unfit(path, "an object with " + String.join(", ", names), json);
    }
    String prefix = path.isEmpty() ? "" : path + ".";
    for (Json.Member member : object.members()) {
      if (!names.contains(member.name())) {
        throw new GenesisRefusal(
            prefix + member.name(),
            "there is no such key here; expected " + String.join(", ", names));
      }
    }
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      Optional<Json> fallback =
          defaults.flatMap(
              d -> d instanceof Json.Members known ? known.find(name) : Optional.empty());
      Optional<Json> given = object.find(name).or(() -> fallback);
      if (given.isEmpty()) {
        throw new GenesisRefusal(prefix + name, "expected a value, found none");
      }
      value(fields.get(i).codec().type(), given.get(), prefix + name, depth + 1, fallback);
    }
  }

  private void variant(TypeInfo.Variant type, Json json, String path, int depth)
      throws GenesisRefusal {
    if (JsonNames.isOption(type)) {
      boolean some = !(json instanceof Json.Null);
      out.bool(some);
      if (some) {
        value(
            type.cases().get(1).fields().get(0).codec().type(),
            json,
            path,
            depth,
            Optional.empty());
      }
      return;
    }
    List<String> names = new ArrayList<>();
    for (TypeInfo.Case option : type.cases()) {
      names.add(option.name());
      Optional<Json> content = content(option, json);
      if (content.isPresent()) {
        out.u8(option.index());
        fields(option.fields(), content.get(), path + "." + option.name(), depth + 1);
        return;
      }
    }
    throw unfit(path, "one of " + String.join(", ", names), json);
  }

  /** What a variant holds, when {@code json} is that variant; null for one without fields. */
  private static Optional<Json> content(TypeInfo.Case option, Json json) {
    if (option.fields().isEmpty()) {
      return json.equals(Json.text(option.name()))
          ? Optional.of(new Json.Null())
          : Optional.empty();
    }
    return json instanceof Json.Members object && object.members().size() == 1
        ? object.find(option.name())
        : Optional.empty();
  }

  private void fields(List<TypeInfo.Field> fields, Json json, String path, int depth)
      throws GenesisRefusal {
    if (fields.isEmpty()) {
      return;
    }
    if (!JsonNames.isTuple(fields)) {
      named(fields, json, path, depth, Optional.empty());
    } else if (fields.size() == 1) {
      value(fields.get(0).codec().type(), json, path, depth, Optional.empty());
    } else {
      positions(fields, json, path, depth);
    }
  }

  private void sequence(TypeInfo.Sequence type, Json json, String path, int depth)
      throws GenesisRefusal {
    TypeInfo element = type.element().type();
    if (JsonNames.isByte(element)) {
      out.bytes(hex(json, path));
      return;
    }
    if (!(json instanceof Json.Items list)) {
      throw unfit(path, "an array", json);
    }
    out.compact(list.items().size());
    for (int i = 0; i < list.items().size(); i++) {
      value(element, list.items().get(i), path + "[" + i + "]", depth + 1, Optional.empty());
    }
  }

  private static Bytes fixed(TypeInfo.Array type, Json json, String path) throws GenesisRefusal {
    if (!JsonNames.isByte(type.element().type())) {
      throw new IllegalStateException("a genesis holds no fixed arrays but of bytes: " + path);
    }
    if (type.length() == JsonNames.KEY_SIZE) {
      return key(json, path);
    }
    Bytes bytes = hex(json, path);
    if (bytes.size() != type.length()) {
      throw unfit(path, "0x and " + 2 * type.length() + " hexadecimal digits", json);
    }
    return bytes;
  }

  private static Bytes key(Json json, String path) throws GenesisRefusal {
    String expected = "an SS58 address, or 0x and 64 hexadecimal digits";
    if (!(json instanceof Json.Text text)) {
      throw unfit(path, expected, json);
    }
    if (text.utf8().startsWith(Bytes.utf8("0x"))) {
      Bytes bytes = hex(json, path);
      if (bytes.size() != JsonNames.KEY_SIZE) {
        throw unfit(path, expected, json);
      }
      return bytes;
    }
    return switch (Ss58.decode(text.utf8().toUtf8())) {
      case Ss58Decoded.Address address -> address.account().bytes();
      case Ss58Decoded.Refused refused -> throw unfit(path, expected, json);
    };
  }

  private static Bytes hex(Json json, String path) throws GenesisRefusal {
    String expected = "0x and pairs of hexadecimal digits";
    if (!(json instanceof Json.Text(Bytes text))
        || !text.startsWith(Bytes.utf8("0x"))
        || text.size() % 2 != 0) {
      throw unfit(path, expected, json);
    }
    byte[] bytes = new byte[text.size() / 2 - 1];
    for (int i = 0; i < bytes.length; i++) {
      int high = JsonNames.hexDigit(text.get(2 * i + 2));
      int low = JsonNames.hexDigit(text.get(2 * i + 3));
      if (high < 0 || low < 0) {
        throw unfit(path, expected, json);
      }
      bytes[i] = (byte) (high << 4 | low);
    }
    return Bytes.wrap(bytes);
  }

  /** The form of Rust's {@code bitvec}: the number of bits, and their bytes. */
  private void bits(Json json, String path) throws GenesisRefusal {
    if (!(json instanceof Json.Members object)
        || !(object.find("bits").orElse(new Json.Null()) instanceof Json.Whole bits)
        || !(object.find("data").orElse(new Json.Null()) instanceof Json.Items data)
        || bits.value().compareTo(U128.of(8L * data.items().size())) > 0) {
      throw unfit(path, "an object with order, head, bits and data", json);
    }
    int count = (int) bits.value().low();
    out.compact(count);
    for (int i = 0; i < (count + 7) / 8; i++) {
      int octet = (int) number(data.items().get(i), path + ".data[" + i + "]", 8).low();
      int unused = Math.max(0, 8 * (i + 1) - count);
      out.u8(octet & (0xFF >> unused));
    }
  }
}
