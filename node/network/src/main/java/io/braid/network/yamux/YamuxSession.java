package io.braid.network.yamux;

import io.braid.network.framing.ByteQueue;
import io.braid.primitives.Bytes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One side of a session. What it is told to send waits until {@link #drain} asks for it and the
 * peer's window allows it. Bytes that came are passed on at once; the owner says with {@link
 * #consumed} when they are used, which lets the peer send more.
 */
public final class YamuxSession {
  /** What either side may send on a new stream. */
  public static final int INITIAL_WINDOW_BYTES = 256 << 10;

  /** A data frame that we send: small, so that streams share the connection. */
  private static final int MAX_CHUNK_BYTES = 32 << 10;

  /** A window that a peer may grant in all; no message of ours is larger. */
  private static final long MAX_SEND_WINDOW_BYTES = 1L << 32;

  /** Replies to pings and resets that wait to be sent; a peer that causes more does not read. */
  private static final int MAX_CONTROL_FRAMES = 1_024;

  private final YamuxLimits limits;
  private final boolean client;
  private final Map<Integer, YamuxStream> streams = new LinkedHashMap<>();
  private final ArrayDeque<Bytes> control = new ArrayDeque<>();
  private int nextStream;
  private int inboundStreams;
  private long pendingBytes;
  private int bodyStream;
  private int bodyLeft;
  private boolean bodyEnds;
  private boolean broken;

  /**
   * @param client whether this side dialled: its streams have odd numbers
   */
  public YamuxSession(boolean client, YamuxLimits limits) {
    this.client = client;
    this.limits = limits;
    nextStream = client ? 1 : 2;
  }

  // What came

  /** Takes all that can be understood of what came. */
  public List<YamuxEvent> receive(ByteQueue from) {
    List<YamuxEvent> events = new ArrayList<>();
    while (!broken) {
      if (bodyLeft > 0) {
        if (from.isEmpty()) {
          break;
        }
        passOn(from, events);
      } else if (from.size() >= FrameHeader.SIZE) {
        onHeader(FrameHeader.take(from), events);
      } else {
        break;
      }
    }
    return events;
  }

  private void passOn(ByteQueue from, List<YamuxEvent> events) {
    Bytes part = from.take(Math.min(bodyLeft, from.size()));
    bodyLeft -= part.size();
    if (streams.containsKey(bodyStream)) {
      events.add(new YamuxEvent.Data(bodyStream, part));
    }
    if (bodyLeft == 0 && bodyEnds) {
      halfClose(bodyStream, events);
    }
  }

  private void onHeader(FrameHeader header, List<YamuxEvent> events) {
    if (header.version() != 0 || header.type() > FrameHeader.GO_AWAY) {
      breakOff("expected a frame of version 0 and type 0 to 3, found " + header, events);
      return;
    }
    switch (header.type()) {
      case FrameHeader.PING -> onPing(header);
      case FrameHeader.GO_AWAY -> events.add(new YamuxEvent.GoneAway(header.length()));
      default -> onStreamFrame(header, events);
    }
    if (control.size() > MAX_CONTROL_FRAMES) {
      breakOff("expected a peer that reads what it asks for", events);
    }
  }

  private void onPing(FrameHeader header) {
    if (header.has(FrameHeader.SYN)) {
      control.add(FrameHeader.write(FrameHeader.PING, FrameHeader.ACK, 0, header.length()));
    }
  }

  private void onStreamFrame(FrameHeader header, List<YamuxEvent> events) {
    int id = header.stream();
    if (id == 0) {
      breakOff("expected a stream's number, found 0", events);
      return;
    }
    boolean data = header.type() == FrameHeader.DATA;
    if (header.has(FrameHeader.SYN) && !open(id, events)) {
      return;
    }
    YamuxStream stream = streams.get(id);
    if (data && !accept(header, stream, events)) {
      return;
    }
    if (!data && stream != null) {
      stream.sendWindow += header.length() & 0xffff_ffffL;
      if (stream.sendWindow > MAX_SEND_WINDOW_BYTES) {
        breakOff("expected a window of at most " + MAX_SEND_WINDOW_BYTES, events);
        return;
      }
    }
    if (header.has(FrameHeader.RST)) {
      if (stream != null) {
        remove(id);
        events.add(new YamuxEvent.Reset(id));
      }
    } else if (header.has(FrameHeader.FIN)) {
      if (bodyLeft > 0) {
        bodyEnds = true;
      } else {
        halfClose(id, events);
      }
    }
  }

  /** Makes room for the data behind a header; false when they break the rules. */
  private boolean accept(
      FrameHeader header, @Nullable YamuxStream stream, List<YamuxEvent> events) {
    int length = header.length();
    if (length < 0 || length > limits.windowBytes()) {
      breakOff("expected at most " + limits.windowBytes() + " bytes of data: " + length, events);
      return false;
    }
    if (stream != null) {
      if (length > stream.receiveWindow || stream.finReceived && length > 0) {
        breakOff(
            "expected at most " + stream.receiveWindow + " bytes on a stream: " + length, events);
        return false;
      }
      stream.receiveWindow -= length;
    }
    bodyStream = header.stream();
    bodyLeft = length;
    bodyEnds = false;
    return true;
  }

  /** Peers take numbers in order but need not use them in order: smoldot does not. */
  private boolean open(int id, List<YamuxEvent> events) {
    boolean theirs = (id & 1) == (client ? 0 : 1);
    if (!theirs || streams.containsKey(id)) {
      breakOff("expected a new stream of the peer's, found " + Integer.toUnsignedLong(id), events);
      return false;
    }
    if (inboundStreams >= limits.inboundStreams()) {
      control.add(FrameHeader.write(FrameHeader.WINDOW_UPDATE, FrameHeader.RST, id, 0));
      return true; // its data are passed over
    }
    YamuxStream stream = new YamuxStream(true);
    streams.put(id, stream);
    inboundStreams++;
    long more = limits.windowBytes() - (long) INITIAL_WINDOW_BYTES;
    stream.receiveWindow += more;
    control.add(FrameHeader.write(FrameHeader.WINDOW_UPDATE, FrameHeader.ACK, id, (int) more));
    events.add(new YamuxEvent.Opened(id));
    return true;
  }

  private void halfClose(int id, List<YamuxEvent> events) {
    YamuxStream stream = streams.get(id);
    if (stream != null && !stream.finReceived) {
      stream.finReceived = true;
      events.add(new YamuxEvent.HalfClosed(id));
      if (stream.isDone()) {
        remove(id);
      }
    }
  }

  private void breakOff(String reason, List<YamuxEvent> events) {
    broken = true;
    events.add(new YamuxEvent.Broken(reason));
  }

  private void remove(int id) {
    YamuxStream stream = streams.remove(id);
    if (stream != null) {
      pendingBytes -= stream.pendingBytes;
      inboundStreams -= stream.inbound ? 1 : 0;
    }
  }

  // What is to be sent

  /** Opens a stream and gives its number. */
  public int open() {
    int id = nextStream;
    nextStream += 2;
    YamuxStream stream = new YamuxStream(false);
    long more = limits.windowBytes() - (long) INITIAL_WINDOW_BYTES;
    stream.receiveWindow += more;
    streams.put(id, stream);
    control.add(FrameHeader.write(FrameHeader.WINDOW_UPDATE, FrameHeader.SYN, id, (int) more));
    return id;
  }

  /**
   * Sends bytes on a stream; on one that is gone or ended, nothing.
   *
   * @return false when too much waits already: then nothing was taken
   */
  public boolean send(int id, Bytes bytes) {
    YamuxStream stream = streams.get(id);
    if (stream == null || stream.finWanted || bytes.isEmpty()) {
      return true;
    }
    if (pendingBytes + bytes.size() > limits.pendingBytes()) {
      return false;
    }
    stream.pending.add(bytes);
    stream.pendingBytes += bytes.size();
    pendingBytes += bytes.size();
    return true;
  }

  /** Bytes that wait on a stream. */
  public long pendingOn(int id) {
    YamuxStream stream = streams.get(id);
    return stream == null ? 0 : stream.pendingBytes;
  }

  /** Ends this side of a stream, behind what waits. */
  public void close(int id) {
    YamuxStream stream = streams.get(id);
    if (stream != null) {
      stream.finWanted = true;
    }
  }

  /** Drops a stream at once. */
  public void reset(int id) {
    if (streams.containsKey(id)) {
      remove(id);
      control.add(FrameHeader.write(FrameHeader.WINDOW_UPDATE, FrameHeader.RST, id, 0));
    }
  }

  /** Bytes of a stream are used: the peer may send as many more. */
  public void consumed(int id, int count) {
    YamuxStream stream = streams.get(id);
    if (stream == null || stream.finReceived) {
      return;
    }
    stream.consumed += count;
    if (stream.consumed >= limits.windowBytes() / 4) {
      stream.receiveWindow += stream.consumed;
      control.add(FrameHeader.write(FrameHeader.WINDOW_UPDATE, 0, id, (int) stream.consumed));
      stream.consumed = 0;
    }
  }

  /** Says that the session ends. */
  public void goAway() {
    control.add(FrameHeader.write(FrameHeader.GO_AWAY, 0, 0, 0));
  }

  /**
   * The next bytes for the peer, about as many as asked for, taking turns among streams; empty when
   * nothing can be sent now.
   */
  public Bytes drain(int aboutBytes) {
    List<Bytes> out = new ArrayList<>();
    int size = 0;
    while (!control.isEmpty()) {
      Bytes frame = control.removeFirst();
      out.add(frame);
      size += frame.size();
    }
    boolean progress = true;
    while (progress && size < aboutBytes) {
      progress = false;
      for (Map.Entry<Integer, YamuxStream> entry : List.copyOf(streams.entrySet())) {
        int sent = drainStream(entry.getKey(), entry.getValue(), out);
        size += sent;
        progress |= sent > 0;
      }
    }
    return Bytes.concat(out.toArray(Bytes[]::new));
  }

  /** One turn of a stream: how many bytes it added. */
  private int drainStream(int id, YamuxStream stream, List<Bytes> out) {
    int may = (int) Math.min(stream.sendWindow, MAX_CHUNK_BYTES);
    if (!stream.pending.isEmpty() && may > 0) {
      Bytes chunk = stream.takePending(may);
      pendingBytes -= chunk.size();
      stream.sendWindow -= chunk.size();
      out.add(FrameHeader.write(FrameHeader.DATA, 0, id, chunk.size()));
      out.add(chunk);
      return FrameHeader.SIZE + chunk.size();
    }
    if (stream.pending.isEmpty() && stream.finWanted && !stream.finSent) {
      stream.finSent = true;
      out.add(FrameHeader.write(FrameHeader.WINDOW_UPDATE, FrameHeader.FIN, id, 0));
      if (stream.isDone()) {
        remove(id);
      }
      return FrameHeader.SIZE;
    }
    return 0;
  }
}
