package io.braid.erasure;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.braid.primitives.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/** Reads the vector files, and makes the data behind them; see the README beside them. */
final class Vectors {
  private Vectors() {}

  static List<String[]> read(String file) {
    try (InputStream in = Vectors.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("no vector file " + file);
      }
      return new String(in.readAllBytes(), US_ASCII)
          .lines()
          .map(line -> line.split("\\|", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Bytes> chunks(String field) {
    return Arrays.stream(field.split(",", -1)).map(Bytes::fromHex).toList();
  }

  static byte[] data(int size) {
    byte[] data = new byte[size];
    long x = 88172645463325252L;
    for (int i = 0; i < size; i++) {
      x ^= x << 13;
      x ^= x >>> 7;
      x ^= x << 17;
      data[i] = (byte) x;
    }
    return data;
  }
}
