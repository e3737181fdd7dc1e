package io.braid.wasm.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Text against the JDK, on seeded input that is mostly malformed. */
class TextPropertyTest {
  private static final long SEED = 20_261_122;

  /** Bytes at which the rules of UTF-8 change. */
  private static final int[] EDGES = {
    0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC,
    0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF
  };

  @Test
  void decodesAnyBytesAsTheJdkDoes() {
    Random random = new Random(SEED);
    for (int round = 0; round < 300_000; round++) {
      byte[] bytes = new byte[random.nextInt(9)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) EDGES[random.nextInt(EDGES.length)];
      }
      assertThat(new String(Text.decode(bytes, StandardCharsets.UTF_8)))
          .as("seed %d, bytes %s", SEED, java.util.HexFormat.of().formatHex(bytes))
          .isEqualTo(new String(bytes, StandardCharsets.UTF_8));
    }
  }

  @Test
  void encodesAnyCharsAsTheJdkDoes() {
    Random random = new Random(SEED);
    char[] edges = {
      'a', 0x7F, 0x80, 0xFF, 0x100, 0x7FF, 0x800, 0xD800, 0xDBFF, 0xDC00, 0xDFFF, 0xFFFF
    };
    for (int round = 0; round < 100_000; round++) {
      char[] chars = new char[random.nextInt(6)];
      for (int i = 0; i < chars.length; i++) {
        chars[i] = edges[random.nextInt(edges.length)];
      }
      String text = new String(chars);
      for (var charset :
          new java.nio.charset.Charset[] {
            StandardCharsets.UTF_8, StandardCharsets.US_ASCII, StandardCharsets.ISO_8859_1
          }) {
        assertThat(Text.encode(text, charset))
            .as("seed %d, %s", SEED, charset)
            .isEqualTo(text.getBytes(charset));
      }
    }
  }
}
