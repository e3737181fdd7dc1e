package io.braid.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;

/** Reads the vector files; see the README beside them. */
public final class Vectors {
  private static final HexFormat HEX = HexFormat.of();

  private Vectors() {}

  /** A line's fields. */
  public record Row(String[] fields) {
    public String text(int index) {
      return fields[index];
    }

    public byte[] bytes(int index) {
      return HEX.parseHex(fields[index]);
    }

    public int number(int index) {
      return Integer.parseInt(fields[index]);
    }
  }

  public static List<Row> read(String file) {
    try (InputStream in = Vectors.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("no vector file " + file);
      }
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .map(line -> new Row(line.split("\\|", -1)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String hex(byte[] bytes) {
    return HEX.formatHex(bytes);
  }
}
