package io.braid.network.identity;

import io.braid.consensus.ports.PeerId;
import io.braid.consensus.protobuf.ProtobufReader;
import io.braid.consensus.protobuf.ProtobufWriter;
import io.braid.crypto.ss58.Base58;
import io.braid.primitives.Bytes;
import java.util.Optional;

/**
 * A peer id (libp2p specification "peer-ids").
 *
 * @param multihash two bytes and the digest: the key itself when its protobuf has at most 42 bytes,
 *     as that of an Ed25519 key has, otherwise its SHA-256
 */
public record PeerIdentity(Bytes multihash) implements Comparable<PeerIdentity> {
  private static final byte IDENTITY = 0;
  private static final byte SHA2_256 = 0x12;
  private static final int MAX_INLINE_BYTES = 42;
  private static final int ED25519 = 1;

  /** In base 58: 44 bytes take 61 at most. */
  private static final int MAX_CHARACTERS = 64;

  public PeerIdentity {
    if (!isMultihash(multihash)) {
      throw new IllegalArgumentException("expected the multihash of a key, found " + multihash);
    }
  }

  private static boolean isMultihash(Bytes bytes) {
    if (bytes.size() < 2 || bytes.get(1) != bytes.size() - 2) {
      return false;
    }
    int size = bytes.size() - 2;
    return switch (bytes.get(0)) {
      case IDENTITY -> size <= MAX_INLINE_BYTES;
      case SHA2_256 -> size == 32;
      default -> false;
    };
  }

  /** A peer id in its binary form; nothing when it is none. */
  public static Optional<PeerIdentity> of(Bytes multihash) {
    return isMultihash(multihash) ? Optional.of(new PeerIdentity(multihash)) : Optional.empty();
  }

  /** A peer id in base 58; nothing when it is none. */
  public static Optional<PeerIdentity> parse(String text) {
    boolean digits = text.length() <= MAX_CHARACTERS;
    for (int i = 0; digits && i < text.length(); i++) {
      digits = Base58.digit(text, i) >= 0;
    }
    return digits ? of(Bytes.wrap(Base58.decode(text))) : Optional.empty();
  }

  /**
   * The peer with an Ed25519 key.
   *
   * @param publicKey 32 bytes
   */
  public static PeerIdentity ofKey(Bytes publicKey) {
    Bytes encoded = encodeKey(publicKey);
    return new PeerIdentity(Bytes.concat(Bytes.of(IDENTITY, (byte) encoded.size()), encoded));
  }

  /** The key as a protobuf message. */
  public static Bytes encodeKey(Bytes publicKey) {
    return new ProtobufWriter().number(1, ED25519).bytes(2, publicKey).toBytes();
  }

  /** The 32 bytes of an Ed25519 key from a protobuf message; nothing for other keys. */
  public static Optional<Bytes> decodeKey(Bytes encoded) {
    return ProtobufReader.read(encoded)
        .filter(key -> key.number(1).orElse(0) == ED25519)
        .flatMap(key -> key.bytes(2))
        .filter(key -> key.size() == 32);
  }

  /** The name under which the node knows this peer. */
  public PeerId asPeer() {
    return new PeerId(toString(), multihash);
  }

  @Override
  public int compareTo(PeerIdentity other) {
    return multihash.compareTo(other.multihash);
  }

  @Override
  public String toString() {
    return Base58.encode(multihash.unsafeArray());
  }
}
