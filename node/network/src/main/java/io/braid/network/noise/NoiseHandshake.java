package io.braid.network.noise;

import io.braid.network.framing.ByteQueue;
import io.braid.network.identity.PeerIdentity;
import io.braid.primitives.Bytes;
import java.util.Optional;

/**
 * The pattern XX, each message behind its length, a big-endian u16:
 *
 * <pre>
 *   -> e
 *   <- e, ee, s, es
 *   -> s, se
 * </pre>
 */
public final class NoiseHandshake {
  /** A message of the handshake: keys, tags, and an identity with room for extensions. */
  public static final int MAX_MESSAGE_BYTES = 4_096;

  private static final int KEY_BYTES = 32;

  private enum Next {
    FIRST,
    SECOND,
    THIRD
  }

  private final boolean initiator;
  private final NoiseSecrets secrets;
  private final SymmetricState symmetric = new SymmetricState();
  private Bytes theirEphemeral = Bytes.EMPTY;
  private Next expected;

  public NoiseHandshake(boolean initiator, NoiseSecrets secrets) {
    this.initiator = initiator;
    this.secrets = secrets;
    expected = initiator ? Next.SECOND : Next.FIRST;
  }

  /** What to send before anything comes: the initiator's first message. */
  public Bytes greeting() {
    if (!initiator) {
      return Bytes.EMPTY;
    }
    Bytes key = X25519.publicKey(secrets.ephemeralKey());
    symmetric.mixHash(key);
    return frame(Bytes.concat(key, symmetric.encryptAndHash(Bytes.EMPTY)));
  }

  /** Takes the next message, when it is there as a whole. */
  public NoiseStep receive(ByteQueue from) {
    if (from.size() < 2) {
      return new NoiseStep.Pending(Bytes.EMPTY);
    }
    int length = from.peek(0) << 8 | from.peek(1);
    if (length > MAX_MESSAGE_BYTES) {
      return new NoiseStep.Refused(
          "expected a handshake of at most " + MAX_MESSAGE_BYTES + " bytes, found " + length);
    }
    if (from.size() < 2 + length) {
      return new NoiseStep.Pending(Bytes.EMPTY);
    }
    from.take(2);
    Bytes message = from.take(length);
    return switch (expected) {
      case FIRST -> first(message);
      case SECOND -> second(message);
      case THIRD -> third(message);
    };
  }

  private NoiseStep first(Bytes message) {
    if (message.size() < KEY_BYTES) {
      return tooShort(message);
    }
    theirEphemeral = message.slice(0, KEY_BYTES);
    symmetric.mixHash(theirEphemeral);
    symmetric.decryptAndHash(message.slice(KEY_BYTES));
    expected = Next.THIRD;

    Bytes ephemeral = X25519.publicKey(secrets.ephemeralKey());
    symmetric.mixHash(ephemeral);
    if (!mixAgreed(secrets.ephemeralKey(), theirEphemeral)) {
      return badKey();
    }
    Bytes key = X25519.publicKey(secrets.staticKey());
    Bytes sealedKey = symmetric.encryptAndHash(key);
    if (!mixAgreed(secrets.staticKey(), theirEphemeral)) {
      return badKey();
    }
    Bytes payload = symmetric.encryptAndHash(IdentityPayload.write(secrets.identity(), key));
    return new NoiseStep.Pending(frame(Bytes.concat(ephemeral, sealedKey, payload)));
  }

  private NoiseStep second(Bytes message) {
    int sealedKeyEnd = 2 * KEY_BYTES + CipherState.TAG_BYTES;
    if (message.size() < sealedKeyEnd) {
      return tooShort(message);
    }
    theirEphemeral = message.slice(0, KEY_BYTES);
    symmetric.mixHash(theirEphemeral);
    if (!mixAgreed(secrets.ephemeralKey(), theirEphemeral)) {
      return badKey();
    }
    Optional<Bytes> theirKey = symmetric.decryptAndHash(message.slice(KEY_BYTES, sealedKeyEnd));
    if (theirKey.isEmpty()) {
      return tampered();
    }
    if (!mixAgreed(secrets.ephemeralKey(), theirKey.get())) {
      return badKey();
    }
    Optional<Bytes> payload = symmetric.decryptAndHash(message.slice(sealedKeyEnd));
    if (payload.isEmpty()) {
      return tampered();
    }

    Bytes key = X25519.publicKey(secrets.staticKey());
    Bytes sealedKey = symmetric.encryptAndHash(key);
    if (!mixAgreed(secrets.staticKey(), theirEphemeral)) {
      return badKey();
    }
    Bytes own = symmetric.encryptAndHash(IdentityPayload.write(secrets.identity(), key));
    return finish(frame(Bytes.concat(sealedKey, own)), payload.get(), theirKey.get());
  }

  private NoiseStep third(Bytes message) {
    int sealedKeyEnd = KEY_BYTES + CipherState.TAG_BYTES;
    if (message.size() < sealedKeyEnd) {
      return tooShort(message);
    }
    Optional<Bytes> theirKey = symmetric.decryptAndHash(message.slice(0, sealedKeyEnd));
    if (theirKey.isEmpty()) {
      return tampered();
    }
    if (!mixAgreed(secrets.ephemeralKey(), theirKey.get())) {
      return badKey();
    }
    Optional<Bytes> payload = symmetric.decryptAndHash(message.slice(sealedKeyEnd));
    return payload.isEmpty() ? tampered() : finish(Bytes.EMPTY, payload.get(), theirKey.get());
  }

  private NoiseStep finish(Bytes send, Bytes payload, Bytes theirKey) {
    Optional<PeerIdentity> peer = IdentityPayload.verify(payload, theirKey);
    if (peer.isEmpty()) {
      return new NoiseStep.Refused("expected the static key signed by an Ed25519 identity");
    }
    CipherState[] keys = symmetric.split();
    NoiseTransport transport =
        initiator ? new NoiseTransport(keys[0], keys[1]) : new NoiseTransport(keys[1], keys[0]);
    return new NoiseStep.Finished(send, peer.get(), transport);
  }

  private boolean mixAgreed(Bytes secret, Bytes theirs) {
    Optional<Bytes> agreed = X25519.agree(secret, theirs);
    agreed.ifPresent(symmetric::mixKey);
    return agreed.isPresent();
  }

  private static NoiseStep tooShort(Bytes message) {
    return new NoiseStep.Refused("expected a longer handshake, found " + message.size() + " bytes");
  }

  private static NoiseStep badKey() {
    return new NoiseStep.Refused("expected a key of large order");
  }

  private static NoiseStep tampered() {
    return new NoiseStep.Refused("expected a handshake with a valid tag");
  }

  private static Bytes frame(Bytes message) {
    return Bytes.concat(Bytes.of((byte) (message.size() >>> 8), (byte) message.size()), message);
  }
}
