package io.braid.rpc.methods;

import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.Decoded;
import java.util.Optional;

/** The outer form of extrinsics: clients send and get them with their length in front. */
final class Extrinsics {
  private static final Codec<Bytes> WITH_LENGTH = Codecs.bytes(1 << 24);

  private static final int ACCOUNT_BYTES = 32;
  private static final byte ECDSA = 2;

  /** Version 4, signed by an account id. */
  private static final Bytes SIGNED = Bytes.fromHex("8400");

  /** Version 5, general, in the set of extensions whose first verifies a signature. */
  private static final Bytes VERIFYING = Bytes.fromHex("450100");

  private Extrinsics() {}

  static Bytes withLength(Bytes body) {
    return WITH_LENGTH.encodeToBytes(body);
  }

  static Decoded<Bytes> withoutLength(Bytes encoded) {
    return WITH_LENGTH.tryDecode(encoded);
  }

  /** Who signed, when the body names its signer by account id. */
  static Optional<AccountId> signer(Bytes body) {
    if (startsWith(body, SIGNED)) {
      return account(body, SIGNED.size());
    }
    int scheme = VERIFYING.size();
    if (!startsWith(body, VERIFYING) || body.size() == scheme) {
      return Optional.empty();
    }
    int signatureBytes = body.get(scheme) == ECDSA ? 65 : 64;
    return account(body, scheme + 1 + signatureBytes);
  }

  private static boolean startsWith(Bytes body, Bytes start) {
    return body.size() >= start.size() && body.slice(0, start.size()).equals(start);
  }

  private static Optional<AccountId> account(Bytes body, int at) {
    return body.size() >= at + ACCOUNT_BYTES
        ? Optional.of(AccountId.of(body.slice(at, at + ACCOUNT_BYTES)))
        : Optional.empty();
  }
}
