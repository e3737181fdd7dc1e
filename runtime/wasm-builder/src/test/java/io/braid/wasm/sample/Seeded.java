package io.braid.wasm.sample;

/** A small generator (SplitMix64) that is the same natively and in WebAssembly. */
public final class Seeded {
  private long state;

  public Seeded(long seed) {
    state = seed;
  }

  public long nextLong() {
    state += 0x9E3779B97F4A7C15L;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Mostly edge cases: small numbers, the ends of the ranges, and anything. */
  public long edgy() {
    long any = nextLong();
    return switch (below(8)) {
      case 0 -> 0;
      case 1 -> -1;
      case 2 -> Long.MIN_VALUE;
      case 3 -> Long.MAX_VALUE;
      case 4 -> any >> 48;
      case 5 -> Integer.MIN_VALUE;
      case 6 -> (int) any;
      default -> any;
    };
  }

  /** 0 (inclusive) to {@code bound} (exclusive). */
  public int below(int bound) {
    return (int) ((nextLong() >>> 33) % bound);
  }

  public byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) nextLong();
    }
    return bytes;
  }

  /** Text with letters of one to four bytes in UTF-8. */
  public String text(int size) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < size; i++) {
      switch (below(6)) {
        case 0 -> text.append('é');
        case 1 -> text.append('€');
        case 2 -> text.append("😀");
        default -> text.append((char) ('a' + below(26)));
      }
    }
    return text.toString();
  }
}
