package io.braid.executor;

import io.braid.primitives.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Assembles small modules. Types: 0 (i32, i32) → i64, 1 () → (), 2 (i32) → i32, 3 (i64) → (), 4
 * (i32, i64, i64) → (). Function 0 is {@code ext_allocator_malloc_version_1} where it is imported.
 * The first body is {@code validate_block}; memory has one page at first.
 */
public final class TinyModule {
  private record Body(int type, byte[] code) {}

  private final String entryPoint;
  private final List<Body> bodies = new ArrayList<>();
  private final List<byte[]> extraSections = new ArrayList<>();
  private String imports = "";
  private int importCount;
  private String memory = "0001";
  private String table = "";
  private String exports = "";
  private int exportCount;
  private String start = "";
  private String elements = "";

  /** A module that exports its first body as {@code entryPoint}. */
  public TinyModule(String entryPoint) {
    this.entryPoint = entryPoint;
  }

  /** A body in hexadecimal: groups of locals, instructions, end. Spaces are ignored. */
  public TinyModule body(int type, String hex) {
    bodies.add(new Body(type, hex(hex)));
    return this;
  }

  public TinyModule importing(String name, int type) {
    importCount++;
    imports += text("env") + text(name) + "00" + leb(type);
    return this;
  }

  public TinyModule importing(String module, String name, String description) {
    importCount++;
    imports += text(module) + text(name) + description;
    return this;
  }

  public TinyModule memory(String limits) {
    memory = limits;
    return this;
  }

  public TinyModule table(String limits) {
    table = limits;
    return this;
  }

  public TinyModule elements(String hex) {
    elements = hex;
    return this;
  }

  public TinyModule export(String name, String description) {
    exportCount++;
    exports += text(name) + description;
    return this;
  }

  public TinyModule start(int function) {
    start = leb(function);
    return this;
  }

  public TinyModule section(int id, String hex) {
    extraSections.add(sized(id, hex(hex)));
    return this;
  }

  public Bytes assemble() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(hex("0061736d01000000"));
    out.writeBytes(sized(1, hex("05 60027f7f017e 600000 60017f017f 60017e00 60037f7e7e00")));
    if (importCount > 0) {
      out.writeBytes(sized(2, hex(leb(importCount) + imports)));
    }
    StringBuilder functions = new StringBuilder(leb(bodies.size()));
    bodies.forEach(body -> functions.append(leb(body.type)));
    out.writeBytes(sized(3, hex(functions.toString())));
    if (!table.isEmpty()) {
      out.writeBytes(sized(4, hex("0170" + table)));
    }
    if (!memory.isEmpty()) {
      out.writeBytes(sized(5, hex("01" + memory)));
    }
    out.writeBytes(sized(6, hex("01 7f00 4180080b")));
    int functionImports = importCount;
    out.writeBytes(
        sized(
            7,
            hex(
                leb(2 + exportCount)
                    + text(entryPoint)
                    + "00"
                    + leb(functionImports)
                    + text("__heap_base")
                    + "0300"
                    + exports)));
    if (!start.isEmpty()) {
      out.writeBytes(sized(8, hex(start)));
    }
    if (!elements.isEmpty()) {
      out.writeBytes(sized(9, hex(elements)));
    }
    ByteArrayOutputStream code = new ByteArrayOutputStream();
    code.writeBytes(hex(leb(bodies.size())));
    for (Body body : bodies) {
      code.writeBytes(hex(leb(body.code.length)));
      code.writeBytes(body.code);
    }
    out.writeBytes(sized(10, code.toByteArray()));
    extraSections.forEach(out::writeBytes);
    return Bytes.wrap(out.toByteArray());
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  private static String text(String name) {
    return leb(name.length()) + Bytes.utf8(name).hex().substring(2);
  }

  private static String leb(int value) {
    String low = HexFormat.of().toHexDigits((byte) (value > 127 ? value & 127 | 128 : value));
    return value > 127 ? low + leb(value >>> 7) : low;
  }

  private static byte[] sized(int id, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(id);
    out.writeBytes(hex(leb(content.length)));
    out.writeBytes(content);
    return out.toByteArray();
  }
}
