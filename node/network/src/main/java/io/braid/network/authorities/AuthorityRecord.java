package io.braid.network.authorities;

import io.braid.consensus.protobuf.ProtobufReader;
import io.braid.consensus.protobuf.ProtobufWriter;
import io.braid.crypto.ed25519.Ed25519;
import io.braid.crypto.ed25519.Ed25519KeyPair;
import io.braid.crypto.sr25519.Sr25519;
import io.braid.network.identity.Multiaddress;
import io.braid.network.identity.PeerIdentity;
import io.braid.primitives.Bytes;
import io.braid.primitives.U128;
import io.braid.scale.Codecs;
import io.braid.scale.Decoded;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where an authority can be reached (messages {@code AuthorityRecord} and {@code
 * SignedAuthorityRecord} of {@code authority_discovery_v3}).
 *
 * @param addresses from one to {@value #MAX_ADDRESSES}, each with the same peer's id at its end
 * @param creationNanos since the Unix epoch; 0 in records of old nodes, which do not say it
 */
public record AuthorityRecord(List<Multiaddress> addresses, U128 creationNanos) {
  public static final int MAX_ADDRESSES = 16;

  /** Addresses that are looked at; the reference publishes up to 32. */
  private static final int MAX_READ = 64;

  public AuthorityRecord {
    addresses = List.copyOf(addresses);
    if (addresses.isEmpty() || addresses.size() > MAX_ADDRESSES) {
      throw new IllegalArgumentException(
          "expected 1 to " + MAX_ADDRESSES + " addresses, found " + addresses.size());
    }
    Optional<PeerIdentity> peer = addresses.getFirst().peer();
    if (peer.isEmpty() || addresses.stream().anyMatch(a -> !a.peer().equals(peer))) {
      throw new IllegalArgumentException("expected one peer's addresses, found " + addresses);
    }
  }

  /** Whose addresses they are. */
  public PeerIdentity peer() {
    return addresses.getFirst().peer().orElseThrow();
  }

  /** Under which key an authority's record lies: the SHA-256 of its own. */
  public static Bytes key(Bytes authority) {
    try {
      return Bytes.wrap(MessageDigest.getInstance("SHA-256").digest(authority.unsafeArray()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("expected a JDK with SHA-256", e);
    }
  }

  /** What is signed. */
  public Bytes encode() {
    ProtobufWriter out = new ProtobufWriter();
    addresses.forEach(address -> out.bytes(1, address.encode()));
    return out.message(2, new ProtobufWriter().bytes(1, Codecs.U128.encodeToBytes(creationNanos)))
        .toBytes();
  }

  /**
   * The record as it is published.
   *
   * @param record {@link #encode}d
   * @param authoritySignature over {@code record}, with the authority's sr25519 key
   * @param node whose addresses they are; signs too
   */
  public static Bytes signed(Bytes record, Bytes authoritySignature, Ed25519KeyPair node) {
    return new ProtobufWriter()
        .bytes(1, record)
        .bytes(2, authoritySignature)
        .message(
            3,
            new ProtobufWriter()
                .bytes(1, node.sign(record.unsafeArray()))
                .bytes(2, PeerIdentity.encodeKey(node.publicKey())))
        .toBytes();
  }

  /** What a published value is worth. */
  public sealed interface Checked {
    record Accepted(AuthorityRecord record) implements Checked {}

    record Refused(String reason) implements Checked {}
  }

  /**
   * Reads a published value. Both the authority and the peer at the end of the addresses must have
   * signed: else anybody could send others to a peer that is no authority. Addresses of other forms
   * than ours, and those that name no peer, are left out.
   */
  public static Checked check(Bytes value, Bytes authority) {
    Optional<ProtobufReader> signed = ProtobufReader.read(value);
    Optional<Bytes> record = signed.flatMap(s -> s.bytes(1));
    Optional<Bytes> signature = signed.flatMap(s -> s.bytes(2));
    if (record.isEmpty() || signature.isEmpty()) {
      return new Checked.Refused("expected a signed record, found other bytes");
    }
    if (!Sr25519.verify(
        signature.get().unsafeArray(), record.get().unsafeArray(), authority.unsafeArray())) {
      return new Checked.Refused("expected the signature of the authority " + authority);
    }
    Optional<ProtobufReader> fields = ProtobufReader.read(record.get());
    List<Multiaddress> addresses = fields.map(AuthorityRecord::addresses).orElse(List.of());
    if (addresses.isEmpty()) {
      return new Checked.Refused("expected addresses of a peer, found none");
    }
    PeerIdentity peer = addresses.getFirst().peer().orElseThrow();
    if (addresses.stream().anyMatch(a -> !a.peer().equals(Optional.of(peer)))) {
      return new Checked.Refused("expected the addresses of one peer, found " + addresses);
    }
    Optional<ProtobufReader> byPeer = signed.flatMap(s -> s.message(3));
    Optional<Bytes> key = byPeer.flatMap(p -> p.bytes(2)).flatMap(PeerIdentity::decodeKey);
    boolean signedByPeer =
        key.isPresent()
            && PeerIdentity.ofKey(key.get()).equals(peer)
            && Ed25519.verify(
                byPeer.flatMap(p -> p.bytes(1)).orElse(Bytes.EMPTY).unsafeArray(),
                record.get().unsafeArray(),
                key.get().unsafeArray());
    return signedByPeer
        ? new Checked.Accepted(
            new AuthorityRecord(
                addresses.subList(0, Math.min(MAX_ADDRESSES, addresses.size())),
                creation(fields.orElseThrow())))
        : new Checked.Refused("expected the signature of the peer " + peer);
  }

  private static List<Multiaddress> addresses(ProtobufReader record) {
    List<Multiaddress> addresses = new ArrayList<>();
    for (Bytes encoded : record.allBytes(1).stream().limit(MAX_READ).toList()) {
      if (Multiaddress.decode(encoded) instanceof Multiaddress.Parsed.Address(Multiaddress found)
          && found.peer().isPresent()) {
        addresses.add(found);
      }
    }
    return addresses;
  }

  private static U128 creation(ProtobufReader record) {
    return record
        .message(2)
        .flatMap(time -> time.bytes(1))
        .flatMap(nanos ->
            Codecs.U128.tryDecode(nanos) instanceof Decoded.Value<U128>(U128 value)
                ? Optional.of(value)
                : Optional.empty())
        .orElse(U128.ZERO);
  }
}
