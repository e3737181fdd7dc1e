package io.braid.network.identity;

import io.braid.network.identity.Multiaddress.HostName;
import io.braid.network.identity.Multiaddress.Parsed;
import io.braid.primitives.Bytes;
import java.util.Optional;

/** Reads the binary form of a multiaddress: codes, each with a value whose size it implies. */
final class MultiaddressReader {
  private static final int TCP = 6;
  private static final int P2P = 421;
  private static final int WS = 477;

  private final Bytes binary;
  private int position;

  MultiaddressReader(Bytes binary) {
    this.binary = binary;
  }

  Parsed read() {
    int code = varint();
    Optional<Bytes> value = hostValue(code);
    Optional<HostName> host = value.flatMap(v -> Multiaddress.hostOf(code, v));
    Optional<Bytes> port = varint() == TCP ? take(2) : Optional.empty();
    if (host.isEmpty() || port.isEmpty()) {
      return refused();
    }
    boolean webSocket = false;
    Optional<PeerIdentity> peer = Optional.empty();
    while (position < binary.size()) {
      int next = varint();
      if (next == WS && !webSocket && peer.isEmpty()) {
        webSocket = true;
      } else if (next == P2P && peer.isEmpty()) {
        peer = take(varint()).flatMap(PeerIdentity::of);
        if (peer.isEmpty()) {
          return refused();
        }
      } else {
        return refused();
      }
    }
    int number = (port.get().get(0) & 255) << 8 | port.get().get(1) & 255;
    return new Parsed.Address(new Multiaddress(host.get(), number, webSocket, peer));
  }

  private Optional<Bytes> hostValue(int code) {
    return switch (code) {
      case 4 -> take(4);
      case 41 -> take(16);
      case 53, 54, 55 -> take(varint());
      default -> Optional.empty();
    };
  }

  private Parsed refused() {
    return new Parsed.Refused("expected a host and a TCP port, found " + binary);
  }

  /** The next number of at most three bytes; −1 when there is none. */
  private int varint() {
    int value = 0;
    for (int i = 0; i < 3 && position < binary.size(); i++) {
      int next = binary.get(position++);
      value |= (next & 127) << 7 * i;
      if (next >= 0) {
        return value;
      }
    }
    return -1;
  }

  private Optional<Bytes> take(int count) {
    if (count < 0 || count > binary.size() - position) {
      return Optional.empty();
    }
    position += count;
    return Optional.of(binary.slice(position - count, position));
  }
}
