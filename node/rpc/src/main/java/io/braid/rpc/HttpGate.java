package io.braid.rpc;

import io.braid.rpc.node.HealthView;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.CharsetUtil;
import java.util.Optional;

/**
 * The first handler of a connection: answers HTTP, for JSON-RPC and for the node's health, or opens
 * the way for a WebSocket.
 */
final class HttpGate extends SimpleChannelInboundHandler<FullHttpRequest> {
  private final Connection connection;
  private final Admission admission;
  private final HealthView health;

  HttpGate(Connection connection, Admission admission, HealthView health) {
    super(false);
    this.connection = connection;
    this.admission = admission;
    this.health = health;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    Optional<Admission.Refusal> refusal = admission.refuses(request.headers());
    Optional<HealthPage.Kind> page = HealthPage.at(request.uri());
    if (!request.decoderResult().isSuccess()) {
      refuse(context, request, HttpResponseStatus.BAD_REQUEST, "expected an HTTP/1.1 request");
    } else if (refusal.isPresent()) {
      refuse(context, request, refusal.get().status(), refusal.get().text());
    } else if (isUpgrade(request)) {
      upgrade(context, request);
    } else if (request.method().equals(HttpMethod.OPTIONS)) {
      preflight(context, request);
    } else if (request.method().equals(HttpMethod.GET) && page.isPresent()) {
      health(context, request, page.get());
    } else if (!request.method().equals(HttpMethod.POST)) {
      refuse(
          context,
          request,
          HttpResponseStatus.METHOD_NOT_ALLOWED,
          "This is a JSON-RPC server: POST a request as application/json, open a WebSocket, or GET"
              + " /health.");
    } else if (!isJson(request)) {
      refuse(
          context,
          request,
          HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE,
          "expected Content-Type: application/json, found '"
              + request.headers().get(HttpHeaderNames.CONTENT_TYPE, "")
              + "'");
    } else {
      call(context, request);
    }
  }

  private static boolean isUpgrade(FullHttpRequest request) {
    return request
        .headers()
        .containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
  }

  /** A page of another origin cannot send this type without asking first. */
  private static boolean isJson(FullHttpRequest request) {
    CharSequence type = HttpUtil.getMimeType(request);
    return type != null && HttpHeaderValues.APPLICATION_JSON.contentEqualsIgnoreCase(type);
  }

  private void call(ChannelHandlerContext context, FullHttpRequest request) {
    byte[] message = ByteBufUtil.getBytes(request.content());
    boolean keepAlive = HttpUtil.isKeepAlive(request);
    String origin = request.headers().get(HttpHeaderNames.ORIGIN, "");
    boolean trusted = admission.trusts(request.headers());
    request.release();
    connection.offer(
        message,
        trusted,
        response ->
            respond(
                context,
                response.isPresent() ? HttpResponseStatus.OK : HttpResponseStatus.NO_CONTENT,
                Unpooled.wrappedBuffer(response.orElse(new byte[0])),
                HttpHeaderValues.APPLICATION_JSON,
                origin,
                keepAlive));
  }

  private void health(
      ChannelHandlerContext context, FullHttpRequest request, HealthPage.Kind kind) {
    boolean keepAlive = HttpUtil.isKeepAlive(request);
    String origin = request.headers().get(HttpHeaderNames.ORIGIN, "");
    request.release();
    connection.offer(
        false,
        () ->
            health
                .check()
                .thenApply(found -> HealthPage.of(kind, found))
                .thenApply(page ->
                    () ->
                        respond(
                            context,
                            HttpResponseStatus.valueOf(page.status()),
                            Unpooled.wrappedBuffer(page.json().unsafeArray()),
                            HttpHeaderValues.APPLICATION_JSON,
                            origin,
                            keepAlive)));
  }

  private void preflight(ChannelHandlerContext context, FullHttpRequest request) {
    String origin = request.headers().get(HttpHeaderNames.ORIGIN, "");
    boolean keepAlive = HttpUtil.isKeepAlive(request);
    request.release();
    respond(
        context,
        HttpResponseStatus.NO_CONTENT,
        Unpooled.EMPTY_BUFFER,
        HttpHeaderValues.TEXT_PLAIN,
        origin,
        keepAlive);
  }

  private void refuse(
      ChannelHandlerContext context,
      FullHttpRequest request,
      HttpResponseStatus status,
      String text) {
    request.release();
    respond(
        context,
        status,
        Unpooled.copiedBuffer(text + "\n", CharsetUtil.UTF_8),
        HttpHeaderValues.TEXT_PLAIN,
        "",
        false);
  }

  private static ChannelFuture respond(
      ChannelHandlerContext context,
      HttpResponseStatus status,
      ByteBuf content,
      CharSequence type,
      String origin,
      boolean keepAlive) {
    FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, content);
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
    if (!status.equals(HttpResponseStatus.NO_CONTENT)) {
      response.headers().set(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes());
    }
    if (!origin.isEmpty()) {
      response
          .headers()
          .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
          .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "POST")
          .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, "content-type")
          .set(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN);
    }
    if (!keepAlive) {
      response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    ChannelFuture sent = context.writeAndFlush(response);
    return keepAlive ? sent : sent.addListener(ChannelFutureListener.CLOSE);
  }

  private void upgrade(ChannelHandlerContext context, FullHttpRequest request) {
    int max = connection.limits().maxRequestBytes();
    WebSocketServerProtocolConfig config =
        WebSocketServerProtocolConfig.newBuilder()
            .websocketPath("/")
            .checkStartsWith(true)
            .decoderConfig(
                WebSocketDecoderConfig.newBuilder()
                    .maxFramePayloadLength(max)
                    .closeOnProtocolViolation(true)
                    .build())
            .build();
    connection.becomeWebSocket();
    context
        .pipeline()
        .addLast(new WebSocketServerProtocolHandler(config))
        .addLast(new WebSocketFrameAggregator(max))
        .addLast(new WebSocketHandler(connection, admission.trusts(request.headers())));
    context.fireChannelRead(request);
    context.pipeline().remove(this);
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
    if (event instanceof IdleStateEvent idle && connection.isIdleEnough(idle)) {
      context.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
