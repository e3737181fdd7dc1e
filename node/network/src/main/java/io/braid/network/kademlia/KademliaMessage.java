package io.braid.network.kademlia;

import io.braid.consensus.protobuf.ProtobufReader;
import io.braid.consensus.protobuf.ProtobufWriter;
import io.braid.network.identity.Multiaddress;
import io.braid.network.identity.PeerIdentity;
import io.braid.primitives.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What peers ask and answer; other types of the specification are refused.
 *
 * @param key of the record, or of the peer to find, in its binary form
 * @param closer peers, with addresses; at most {@value #MAX_PEERS}
 */
public record KademliaMessage(Type type, Bytes key, Optional<Entry> entry, List<Peer> closer) {
  public static final int MAX_BYTES = 64 << 10;
  static final int MAX_PEERS = 32;
  private static final int MAX_ADDRESSES = 8;
  private static final int CONNECTED = 1;

  /** A field of rust-libp2p's, which the specification does not have. */
  private static final int PUBLISHER = 666;

  /** The kinds, with their numbers on the wire. */
  public enum Type {
    PUT_VALUE(0),
    GET_VALUE(1),
    FIND_NODE(4);

    private final int number;

    Type(int number) {
      this.number = number;
    }
  }

  /**
   * A record.
   *
   * @param publisher who left it first, if that was said
   */
  public record Entry(Bytes key, Bytes value, Optional<PeerIdentity> publisher) {
    public Entry(Bytes key, Bytes value) {
      this(key, value, Optional.empty());
    }
  }

  /** A peer and where it is. */
  public record Peer(PeerIdentity id, List<Multiaddress> addresses) {
    public Peer {
      addresses = List.copyOf(addresses);
    }
  }

  public KademliaMessage {
    closer = List.copyOf(closer);
  }

  public static KademliaMessage findNode(Bytes key) {
    return new KademliaMessage(Type.FIND_NODE, key, Optional.empty(), List.of());
  }

  public static KademliaMessage getValue(Bytes key) {
    return new KademliaMessage(Type.GET_VALUE, key, Optional.empty(), List.of());
  }

  public static KademliaMessage putValue(Entry entry) {
    return new KademliaMessage(Type.PUT_VALUE, entry.key(), Optional.of(entry), List.of());
  }

  public Bytes encode() {
    ProtobufWriter out = new ProtobufWriter().numberUnlessZero(1, type.number).bytes(2, key);
    entry.ifPresent(e -> out.message(3, encode(e)));
    for (Peer peer : closer) {
      ProtobufWriter inner = new ProtobufWriter().bytes(1, peer.id().multihash());
      peer.addresses().forEach(address -> inner.bytes(2, address.encode()));
      out.message(8, inner.number(3, CONNECTED));
    }
    return out.toBytes();
  }

  private static ProtobufWriter encode(Entry entry) {
    ProtobufWriter out = new ProtobufWriter().bytes(1, entry.key()).bytes(2, entry.value());
    entry.publisher().ifPresent(id -> out.bytes(PUBLISHER, id.multihash()));
    return out;
  }

  /** Reads a message; peers and addresses of other forms than ours are left out. */
  public static Optional<KademliaMessage> decode(Bytes message) {
    Optional<ProtobufReader> fields =
        message.size() > MAX_BYTES ? Optional.empty() : ProtobufReader.read(message);
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    long number = fields.get().number(1).orElse(0);
    for (Type type : Type.values()) {
      if (type.number == number) {
        return Optional.of(
            new KademliaMessage(
                type,
                fields.get().bytes(2).orElse(Bytes.EMPTY),
                fields.get().message(3).flatMap(KademliaMessage::entry),
                peers(fields.get().allBytes(8))));
      }
    }
    return Optional.empty();
  }

  private static Optional<Entry> entry(ProtobufReader fields) {
    return fields
        .bytes(1)
        .map(key ->
            new Entry(
                key,
                fields.bytes(2).orElse(Bytes.EMPTY),
                fields.bytes(PUBLISHER).flatMap(PeerIdentity::of)));
  }

  private static List<Peer> peers(List<Bytes> encoded) {
    List<Peer> peers = new ArrayList<>();
    for (Bytes bytes : encoded) {
      Optional<ProtobufReader> fields = ProtobufReader.read(bytes);
      Optional<PeerIdentity> id = fields.flatMap(f -> f.bytes(1)).flatMap(PeerIdentity::of);
      if (id.isPresent() && peers.size() < MAX_PEERS) {
        peers.add(new Peer(id.get(), addresses(fields.orElseThrow().allBytes(2))));
      }
    }
    return peers;
  }

  private static List<Multiaddress> addresses(List<Bytes> encoded) {
    List<Multiaddress> addresses = new ArrayList<>();
    for (Bytes bytes : encoded) {
      if (addresses.size() < MAX_ADDRESSES
          && Multiaddress.decode(bytes) instanceof Multiaddress.Parsed.Address(Multiaddress a)) {
        addresses.add(a);
      }
    }
    return addresses;
  }
}
