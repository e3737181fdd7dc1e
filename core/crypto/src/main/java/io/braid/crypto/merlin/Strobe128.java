package io.braid.crypto.merlin;

import io.braid.crypto.hash.Keccak;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The part of STROBE-128 that merlin needs: the operations AD, meta-AD, PRF and KEY. */
final class Strobe128 {
  /** How many of the 200 bytes of state an operation may touch before the permutation runs. */
  private static final int RATE = 166;

  private static final int FLAG_INBOUND = 1;
  private static final int FLAG_APPLICATION = 2;
  private static final int FLAG_CIPHER = 4;
  private static final int FLAG_META = 16;

  private final byte[] state;
  private int position;
  private int operationStart;

  private Strobe128(byte[] state) {
    this.state = state;
  }

  static Strobe128 of(byte[] protocol) {
    byte[] state = new byte[Keccak.STATE_SIZE];
    state[0] = 1;
    state[1] = (byte) (RATE + 2);
    state[2] = 1;
    state[4] = 1;
    state[5] = 96;
    byte[] version = "STROBEv1.0.2".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(version, 0, state, 6, version.length);
    Keccak.permute(state);
    Strobe128 strobe = new Strobe128(state);
    strobe.metaAd(protocol);
    return strobe;
  }

  Strobe128 copy() {
    Strobe128 copy = new Strobe128(state.clone());
    copy.position = position;
    copy.operationStart = operationStart;
    return copy;
  }

  void metaAd(byte[] data) {
    begin(FLAG_META | FLAG_APPLICATION);
    absorb(data);
  }

  /** Meta-AD of a label, continued by a size as 4 little-endian bytes. */
  void metaAd(byte[] label, int size) {
    metaAd(label);
    absorbSize(size);
  }

  /** Meta-AD of a size alone. */
  void metaAdSize(int size) {
    begin(FLAG_META | FLAG_APPLICATION);
    absorbSize(size);
  }

  void ad(byte[] data) {
    begin(FLAG_APPLICATION);
    absorb(data);
  }

  byte[] prf(int size) {
    begin(FLAG_INBOUND | FLAG_APPLICATION | FLAG_CIPHER);
    byte[] out = new byte[size];
    int done = 0;
    while (done < size) {
      int count = Math.min(size - done, RATE - position);
      System.arraycopy(state, position, out, done, count);
      Arrays.fill(state, position, position + count, (byte) 0);
      done += count;
      advance(count);
    }
    return out;
  }

  void key(byte[] data) {
    begin(FLAG_APPLICATION | FLAG_CIPHER);
    int done = 0;
    while (done < data.length) {
      int count = Math.min(data.length - done, RATE - position);
      System.arraycopy(data, done, state, position, count);
      done += count;
      advance(count);
    }
  }

  private void begin(int flags) {
    int previousStart = operationStart;
    operationStart = position + 1;
    absorbByte(previousStart);
    absorbByte(flags);
    if ((flags & FLAG_CIPHER) != 0 && position != 0) {
      runF();
    }
  }

  private void absorb(byte[] data) {
    int done = 0;
    while (done < data.length) {
      int count = Math.min(data.length - done, RATE - position);
      for (int i = 0; i < count; i++) {
        state[position + i] ^= data[done + i];
      }
      done += count;
      advance(count);
    }
  }

  private void absorbSize(int size) {
    absorbByte(size);
    absorbByte(size >>> 8);
    absorbByte(size >>> 16);
    absorbByte(size >>> 24);
  }

  private void absorbByte(int value) {
    state[position] ^= (byte) value;
    advance(1);
  }

  private void advance(int count) {
    position += count;
    if (position == RATE) {
      runF();
    }
  }

  private void runF() {
    state[position] ^= (byte) operationStart;
    state[position + 1] ^= 0x04;
    state[RATE + 1] ^= (byte) 0x80;
    Keccak.permute(state);
    position = 0;
    operationStart = 0;
  }
}
