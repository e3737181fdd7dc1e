package io.braid.network.transport;

import io.braid.network.connection.Connection;
import io.braid.primitives.Bytes;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;

/** A connection and its socket. All methods belong to the network's thread. */
public final class Link {
  /** Asked of the connection at a time, while the socket takes more. */
  private static final int DRAIN_BYTES = 256 << 10;

  private final Channel channel;
  private final Connection connection;

  Link(Channel channel, Connection connection) {
    this.channel = channel;
    this.connection = connection;
  }

  public Connection connection() {
    return connection;
  }

  /** Sends what the connection has to send, as far as the socket takes it now. */
  public void flush() {
    boolean wrote = false;
    while (channel.isWritable()) {
      Bytes next = connection.drain(DRAIN_BYTES);
      if (next.isEmpty()) {
        break;
      }
      channel.write(Unpooled.wrappedBuffer(next.unsafeArray()), channel.voidPromise());
      wrote = true;
    }
    if (wrote) {
      channel.flush();
    }
  }

  /** Closes the socket behind what was written. */
  public void close() {
    channel.close();
  }

  @Override
  public String toString() {
    return String.valueOf(channel.remoteAddress());
  }
}
