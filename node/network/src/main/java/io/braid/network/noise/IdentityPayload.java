package io.braid.network.noise;

import io.braid.consensus.protobuf.ProtobufReader;
import io.braid.consensus.protobuf.ProtobufWriter;
import io.braid.crypto.ed25519.Ed25519;
import io.braid.crypto.ed25519.Ed25519KeyPair;
import io.braid.network.identity.PeerIdentity;
import io.braid.primitives.Bytes;
import java.util.Optional;

/** The message inside the handshake that binds a static key to an identity. */
final class IdentityPayload {
  private static final Bytes PREFIX = Bytes.utf8("noise-libp2p-static-key:");

  private IdentityPayload() {}

  static Bytes write(Ed25519KeyPair identity, Bytes staticKey) {
    return new ProtobufWriter()
        .bytes(1, PeerIdentity.encodeKey(identity.publicKey()))
        .bytes(2, identity.sign(Bytes.concat(PREFIX, staticKey).unsafeArray()))
        .toBytes();
  }

  /** Who has signed; nothing unless that is an Ed25519 key and its signature holds. */
  static Optional<PeerIdentity> verify(Bytes payload, Bytes staticKey) {
    Optional<ProtobufReader> message = ProtobufReader.read(payload);
    Optional<Bytes> key = message.flatMap(m -> m.bytes(1)).flatMap(PeerIdentity::decodeKey);
    Optional<Bytes> signature = message.flatMap(m -> m.bytes(2));
    if (key.isEmpty() || signature.isEmpty()) {
      return Optional.empty();
    }
    byte[] signed = Bytes.concat(PREFIX, staticKey).unsafeArray();
    return Ed25519.verify(signature.get().unsafeArray(), signed, key.get().unsafeArray())
        ? Optional.of(PeerIdentity.ofKey(key.get()))
        : Optional.empty();
  }
}
