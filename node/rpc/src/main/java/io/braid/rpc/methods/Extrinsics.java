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

  /** Version 4, signed. */
  private static final byte SIGNED_V4 = (byte) 0x84;

  private Extrinsics() {}

  static Bytes withLength(Bytes body) {
    return WITH_LENGTH.encodeToBytes(body);
  }

  static Decoded<Bytes> withoutLength(Bytes encoded) {
    return WITH_LENGTH.tryDecode(encoded);
  }

  /** Who signed, when the body is of version 4 and names its signer by account id. */
  static Optional<AccountId> signer(Bytes body) {
    boolean named = body.size() > 34 && body.get(0) == SIGNED_V4 && body.get(1) == 0;
    return named ? Optional.of(AccountId.of(body.slice(2, 34))) : Optional.empty();
  }
}
