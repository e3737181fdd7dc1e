package io.braid.rpc;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A WebSocket's messages: each is a request or a batch. */
final class WebSocketHandler extends SimpleChannelInboundHandler<WebSocketFrame> {
  private static final Logger LOG = LoggerFactory.getLogger(WebSocketHandler.class);

  private final Connection connection;
  private final boolean trusted;

  /**
   * @param trusted whether its client may call unsafe methods
   */
  WebSocketHandler(Connection connection, boolean trusted) {
    this.connection = connection;
    this.trusted = trusted;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
    if (frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame) {
      connection.offer(
          ByteBufUtil.getBytes(frame.content()),
          trusted,
          response -> response.ifPresent(connection::send));
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    connection.pump();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    connection.closed();
    context.fireChannelInactive();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof IdleStateEvent idle) {
      if (idle.state() == IdleState.WRITER_IDLE) {
        context.writeAndFlush(new PingWebSocketFrame());
      } else if (connection.isIdleEnough(idle)) {
        context.close();
      }
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof TooLongFrameException) {
      connection.drop(
          WebSocketCloseStatus.MESSAGE_TOO_BIG,
          "expected at most " + connection.limits().maxRequestBytes() + " bytes a message");
    } else {
      LOG.debug("a WebSocket failed: {}", cause.toString());
      context.close();
    }
  }
}
