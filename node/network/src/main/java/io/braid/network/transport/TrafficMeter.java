package io.braid.network.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.util.concurrent.atomic.LongAdder;

/** Stands next to each socket and counts its bytes. May be read on any thread. */
@Sharable
final class TrafficMeter extends ChannelDuplexHandler {
  private final LongAdder in = new LongAdder();
  private final LongAdder out = new LongAdder();

  Traffic read() {
    return new Traffic(in.sum(), out.sum());
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof ByteBuf bytes) {
      in.add(bytes.readableBytes());
    }
    context.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof ByteBuf bytes) {
      out.add(bytes.readableBytes());
    }
    context.write(message, promise);
  }
}
