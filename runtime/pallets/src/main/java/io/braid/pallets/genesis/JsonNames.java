package io.braid.pallets.genesis;

import io.braid.scale.TypeInfo;
import java.util.ArrayList;
import java.util.List;

/** What JSON calls the parts of a described type. */
final class JsonNames {
  /** Bytes of an account id and of a public key. */
  static final int KEY_SIZE = 32;

  /** Pallets stand at depth 0, their fields at depth 1; both are in camelCase. */
  private static final int CAMEL_DEPTH = 1;

  private JsonNames() {}

  /** The fields' names at a depth: camelCase for pallets and their fields, else as they are. */
  static List<String> of(List<TypeInfo.Field> fields, int depth) {
    List<String> names = new ArrayList<>();
    for (TypeInfo.Field field : fields) {
      names.add(depth <= CAMEL_DEPTH ? camel(field.name()) : field.name());
    }
    return names;
  }

  private static String camel(String snake) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < snake.length(); i++) {
      char c = snake.charAt(i);
      if (c != '_') {
        // Character.toUpperCase would bring the tables of all scripts into the blob.
        boolean capital = i > 0 && snake.charAt(i - 1) == '_' && c >= 'a' && c <= 'z';
        out.append(capital ? (char) (c - 'a' + 'A') : c);
      }
    }
    return out.toString();
  }

  /** The value of a hexadecimal digit in ASCII, or −1. */
  static int hexDigit(int c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    int letter = c | 0x20;
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
  }

  static boolean isAccount(TypeInfo.Composite type) {
    return type.path().equals(List.of("sp_core", "crypto", "AccountId32"));
  }

  static boolean isOption(TypeInfo.Variant type) {
    return type.path().equals(List.of("Option"));
  }

  static boolean isByte(TypeInfo type) {
    return type instanceof TypeInfo.Primitive primitive && primitive.name().equals("u8");
  }

  static boolean isTuple(List<TypeInfo.Field> fields) {
    return !fields.isEmpty() && fields.get(0).name().isEmpty();
  }
}
