package io.braid.network.yamux;

import io.braid.network.framing.ByteQueue;
import io.braid.primitives.Bytes;
import java.nio.ByteBuffer;

/**
 * The twelve bytes before a frame's data.
 *
 * @param type 0 data, 1 window update, 2 ping, 3 go away
 * @param flags 1 SYN, 2 ACK, 4 FIN, 8 RST
 * @param length of the data; the window's growth, the ping's value, or the code, otherwise
 */
record FrameHeader(int version, int type, int flags, int stream, int length) {
  static final int SIZE = 12;
  static final int DATA = 0;
  static final int WINDOW_UPDATE = 1;
  static final int PING = 2;
  static final int GO_AWAY = 3;
  static final int SYN = 1;
  static final int ACK = 2;
  static final int FIN = 4;
  static final int RST = 8;

  static FrameHeader take(ByteQueue from) {
    FrameHeader header =
        new FrameHeader(
            from.peek(0),
            from.peek(1),
            from.peek(2) << 8 | from.peek(3),
            from.peekInt(4),
            from.peekInt(8));
    from.take(SIZE);
    return header;
  }

  static Bytes write(int type, int flags, int stream, int length) {
    return Bytes.wrap(
        ByteBuffer.allocate(SIZE)
            .put((byte) 0)
            .put((byte) type)
            .putShort((short) flags)
            .putInt(stream)
            .putInt(length)
            .array());
  }

  boolean has(int flag) {
    return (flags & flag) != 0;
  }
}
