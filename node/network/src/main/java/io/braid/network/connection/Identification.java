package io.braid.network.connection;

import io.braid.consensus.protobuf.ProtobufReader;
import io.braid.consensus.protobuf.ProtobufWriter;
import io.braid.network.identity.Multiaddress;
import io.braid.network.identity.PeerIdentity;
import io.braid.primitives.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a node says of itself (libp2p specification "identify").
 *
 * @param publicKey 32 bytes
 * @param agent the implementation and its version
 * @param listenAddresses at most {@value #MAX_ADDRESSES}
 * @param protocols at most {@value #MAX_PROTOCOLS}
 * @param observed where it sees whom it tells this
 */
public record Identification(
    Bytes publicKey,
    String agent,
    List<Multiaddress> listenAddresses,
    List<String> protocols,
    Optional<Multiaddress> observed) {
  public static final int MAX_ADDRESSES = 32;
  public static final int MAX_PROTOCOLS = 128;
  static final int MAX_BYTES = 16 << 10;
  private static final String VERSION = "/substrate/1.0";

  public Identification {
    listenAddresses = List.copyOf(listenAddresses);
    protocols = List.copyOf(protocols);
  }

  Bytes encode() {
    ProtobufWriter out = new ProtobufWriter().bytes(1, PeerIdentity.encodeKey(publicKey));
    listenAddresses.forEach(address -> out.bytes(2, address.encode()));
    protocols.forEach(protocol -> out.bytes(3, Bytes.utf8(protocol)));
    observed.ifPresent(address -> out.bytes(4, address.encode()));
    return out.bytes(5, Bytes.utf8(VERSION)).bytes(6, Bytes.utf8(agent)).toBytes();
  }

  /** Reads a message; what it has too many of, or in other forms than ours, is left out. */
  static Optional<Identification> decode(Bytes message) {
    Optional<ProtobufReader> fields = ProtobufReader.read(message);
    Optional<Bytes> key = fields.flatMap(f -> f.bytes(1)).flatMap(PeerIdentity::decodeKey);
    if (fields.isEmpty() || key.isEmpty()) {
      return Optional.empty();
    }
    List<Multiaddress> addresses = new ArrayList<>();
    for (Bytes encoded : fields.get().allBytes(2)) {
      if (addresses.size() < MAX_ADDRESSES
          && Multiaddress.decode(encoded) instanceof Multiaddress.Parsed.Address(Multiaddress a)) {
        addresses.add(a);
      }
    }
    List<String> protocols =
        fields.get().allBytes(3).stream().limit(MAX_PROTOCOLS).map(Bytes::toUtf8).toList();
    String agent = fields.get().bytes(6).map(Bytes::toUtf8).orElse("");
    Optional<Multiaddress> observed =
        fields
            .get()
            .bytes(4)
            .flatMap(seen ->
                Multiaddress.decode(seen) instanceof Multiaddress.Parsed.Address(Multiaddress a)
                    ? Optional.of(a)
                    : Optional.empty());
    return Optional.of(new Identification(key.get(), agent, addresses, protocols, observed));
  }
}
