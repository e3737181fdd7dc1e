package io.braid.network.identity;

import io.braid.primitives.Bytes;
import java.io.ByteArrayOutputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a node can be reached: {@code /<host>/tcp/<port>[/ws][/p2p/<peer id>]} (libp2p specification
 * "addressing", table of protocols in multiformats/multiaddr). Other forms are refused.
 *
 * @param port 0 only to listen at any
 */
public record Multiaddress(
    HostName host, int port, boolean webSocket, Optional<PeerIdentity> peer) {
  /** Longer ones are refused, in bytes or in characters. */
  public static final int MAX_SIZE = 512;

  private static final Set<String> TLS = Set.of("wss", "tls");
  private static final Bytes MAPPED_PREFIX = Bytes.fromHex("0x00000000000000000000ffff");
  private static final int IP4 = 4;
  private static final int TCP = 6;
  private static final int IP6 = 41;
  private static final int DNS = 53;
  private static final int DNS4 = 54;
  private static final int DNS6 = 55;
  private static final int P2P = 421;
  private static final int WS = 477;

  /** The first part. */
  public sealed interface HostName {
    /**
     * A number.
     *
     * @param address 4 or 16 bytes
     */
    record Ip(Bytes address) implements HostName {
      public Ip {
        if (address.size() != 4 && address.size() != 16) {
          throw new IllegalArgumentException("expected 4 or 16 bytes, found " + address.size());
        }
      }
    }

    /**
     * A name to look up.
     *
     * @param kind {@code dns}, {@code dns4} or {@code dns6}
     */
    record Dns(String kind, String name) implements HostName {}
  }

  public Multiaddress {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("expected a port up to 65535, found " + port);
    }
  }

  /** What became of text. */
  public sealed interface Parsed {
    record Address(Multiaddress value) implements Parsed {}

    record Refused(String reason) implements Parsed {}
  }

  /** Reads the form with slashes. */
  public static Parsed parse(String text) {
    if (text.length() > MAX_SIZE || !text.startsWith("/")) {
      return refused(text, "a text that begins with /");
    }
    List<String> parts = new ArrayList<>(Arrays.asList(text.substring(1).split("/", -1)));
    if (parts.size() < 4) {
      return refused(text, "/ip4/<address>/tcp/<port>");
    }
    Optional<HostName> host = host(parts.get(0), parts.get(1));
    Optional<Integer> port = parts.get(2).equals("tcp") ? port(parts.get(3)) : Optional.empty();
    List<String> rest = parts.subList(4, parts.size());
    if (!rest.isEmpty() && TLS.contains(rest.getFirst())) {
      return refused(text, "/ws or plain TCP: TLS, as in /wss, is not supported");
    }
    boolean webSocket = !rest.isEmpty() && rest.getFirst().equals("ws");
    List<String> last = webSocket ? rest.subList(1, rest.size()) : rest;
    Optional<PeerIdentity> peer =
        last.size() == 2 && last.getFirst().equals("p2p")
            ? PeerIdentity.parse(last.get(1))
            : Optional.empty();
    if (host.isEmpty() || port.isEmpty() || (!last.isEmpty() && peer.isEmpty())) {
      return refused(text, "/{ip4|ip6|dns|dns4|dns6}/<host>/tcp/<port>[/ws][/p2p/<peer id>]");
    }
    return new Parsed.Address(new Multiaddress(host.get(), port.get(), webSocket, peer));
  }

  private static Parsed refused(String text, String expected) {
    String shown = text.length() > 100 ? text.substring(0, 100) + "…" : text;
    return new Parsed.Refused("expected " + expected + ", found " + shown);
  }

  private static Optional<HostName> host(String kind, String value) {
    return switch (kind) {
      case "ip4" -> ip(value, value.matches("[0-9.]{7,15}"), 4);
      case "ip6" -> ip(value, value.matches("[0-9a-fA-F:.]{2,45}") && value.contains(":"), 16);
      case "dns", "dns4", "dns6" ->
          value.matches("[0-9A-Za-z._-]{1,253}")
              ? Optional.of(new HostName.Dns(kind, value))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** Looks nothing up: the text is known to be a number. */
  private static Optional<HostName> ip(String text, boolean wellFormed, int size) {
    if (!wellFormed) {
      return Optional.empty();
    }
    try {
      byte[] address = InetAddress.ofLiteral(text).getAddress();
      if (address.length == 4 && size == 16) {
        // The JDK takes an IPv4 address that is written as an IPv6 address for what it stands for.
        address = Bytes.concat(MAPPED_PREFIX, Bytes.wrap(address)).toArray();
      }
      return address.length == size
          ? Optional.of(new HostName.Ip(Bytes.wrap(address)))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Integer> port(String text) {
    return text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= 65_535
        ? Optional.of(Integer.parseInt(text))
        : Optional.empty();
  }

  /** Reads the binary form. */
  public static Parsed decode(Bytes binary) {
    if (binary.size() > MAX_SIZE) {
      return new Parsed.Refused("expected at most " + MAX_SIZE + " bytes: " + binary.size());
    }
    return new MultiaddressReader(binary).read();
  }

  static Optional<HostName> hostOf(int code, Bytes value) {
    return switch (code) {
      case IP4, IP6 -> Optional.of(new HostName.Ip(value));
      case DNS -> host("dns", value.toUtf8());
      case DNS4 -> host("dns4", value.toUtf8());
      case DNS6 -> host("dns6", value.toUtf8());
      default -> Optional.empty();
    };
  }

  /** The binary form. */
  public Bytes encode() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    switch (host) {
      case HostName.Ip(Bytes address) -> {
        out.write(address.size() == 4 ? IP4 : IP6);
        out.writeBytes(address.unsafeArray());
      }
      case HostName.Dns(String kind, String name) -> {
        out.write(kind.equals("dns4") ? DNS4 : kind.equals("dns6") ? DNS6 : DNS);
        writeSized(out, Bytes.utf8(name));
      }
    }
    out.write(TCP);
    out.write(port >>> 8);
    out.write(port);
    if (webSocket) {
      writeVarint(out, WS);
    }
    peer.ifPresent(id -> {
      writeVarint(out, P2P);
      writeSized(out, id.multihash());
    });
    return Bytes.wrap(out.toByteArray());
  }

  private static void writeSized(ByteArrayOutputStream out, Bytes value) {
    writeVarint(out, value.size());
    out.writeBytes(value.unsafeArray());
  }

  private static void writeVarint(ByteArrayOutputStream out, int value) {
    if (value >= 128) {
      out.write(value & 127 | 128);
      out.write(value >>> 7);
    } else {
      out.write(value);
    }
  }

  /** The same place, whoever is there. */
  public Multiaddress withoutPeer() {
    return new Multiaddress(host, port, webSocket, Optional.empty());
  }

  public Multiaddress withPeer(PeerIdentity id) {
    return new Multiaddress(host, port, webSocket, Optional.of(id));
  }

  /** Whether it says which host, instead of all addresses of a machine. */
  public boolean namesHost() {
    return !(host instanceof HostName.Ip(Bytes address)
        && address.equals(Bytes.wrap(new byte[address.size()])));
  }

  /** The same port at the host of {@code seen}, if this address names no host but all of them. */
  public Multiaddress atHostUnlessNamed(Multiaddress seen) {
    return namesHost() ? this : new Multiaddress(seen.host, port, webSocket, peer);
  }

  public Multiaddress withPort(int other) {
    return new Multiaddress(host, other, webSocket, peer);
  }

  /** The host as a socket's address has it. */
  public String hostText() {
    return switch (host) {
      case HostName.Dns(String kind, String name) -> name;
      case HostName.Ip(Bytes address) -> {
        try {
          yield address.size() == 4
              ? InetAddress.getByAddress(address.unsafeArray()).getHostAddress()
              : Inet6Address.getByAddress(null, address.unsafeArray(), -1).getHostAddress();
        } catch (UnknownHostException e) {
          throw new IllegalStateException(e);
        }
      }
    };
  }

  @Override
  public String toString() {
    String kind =
        switch (host) {
          case HostName.Dns(String dns, String name) -> dns;
          case HostName.Ip(Bytes address) -> address.size() == 4 ? "ip4" : "ip6";
        };
    return "/"
        + kind
        + "/"
        + hostText()
        + "/tcp/"
        + port
        + (webSocket ? "/ws" : "")
        + peer.map(id -> "/p2p/" + id).orElse("");
  }
}
