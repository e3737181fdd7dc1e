package io.braid.pallets.genesis;

import io.braid.primitives.Bytes;
import io.braid.scale.ScaleWriter;

/** Writes JSON without spaces. */
final class JsonWriter {
  private JsonWriter() {}

  static Bytes write(Json json) {
    ScaleWriter out = new ScaleWriter(1 << 12);
    write(json, out);
    return out.toBytes();
  }

  private static void write(Json json, ScaleWriter out) {
    switch (json) {
      case Json.Null none -> plain(out, "null");
      case Json.Bool bool -> plain(out, bool.value() ? "true" : "false");
      case Json.Whole whole -> plain(out, whole.value().toString());
      case Json.Text text -> quoted(out, text.utf8());
      case Json.Items list -> {
        plain(out, "[");
        for (int i = 0; i < list.items().size(); i++) {
          plain(out, i == 0 ? "" : ",");
          write(list.items().get(i), out);
        }
        plain(out, "]");
      }
      case Json.Members object -> {
        plain(out, "{");
        for (int i = 0; i < object.members().size(); i++) {
          plain(out, i == 0 ? "" : ",");
          quoted(out, Bytes.utf8(object.members().get(i).name()));
          plain(out, ":");
          write(object.members().get(i).value(), out);
        }
        plain(out, "}");
      }
    }
  }

  private static void plain(ScaleWriter out, String text) {
    out.raw(Bytes.utf8(text));
  }

  private static void quoted(ScaleWriter out, Bytes utf8) {
    out.u8('"');
    for (int i = 0; i < utf8.size(); i++) {
      int c = utf8.get(i) & 0xFF;
      if (c == '"' || c == '\\') {
        out.u8('\\').u8(c);
      } else if (c < 0x20) {
        plain(out, "\\u00" + (c < 0x10 ? "0" : "1") + "0123456789abcdef".charAt(c & 15));
      } else {
        out.u8(c);
      }
    }
    out.u8('"');
  }
}
