package io.braid.frame.executive;

import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.Host;
import io.braid.scale.Scale;
import io.braid.scale.Size;
import io.braid.scale.Unnamed;
import java.util.Arrays;

/** A signature by any of the schemes that accounts may use. */
@Scale(path = "sp_runtime::MultiSignature")
public sealed interface MultiSignature {
  @Unnamed
  record Ed25519(@Size(64) Bytes signature) implements MultiSignature {}

  @Unnamed
  record Sr25519(@Size(64) Bytes signature) implements MultiSignature {}

  @Unnamed
  record Ecdsa(@Size(65) Bytes signature) implements MultiSignature {}

  /** Whether {@code account} signed {@code message}. */
  default boolean verify(Host host, Bytes message, AccountId account) {
    return switch (this) {
      case Ed25519 s ->
          host.ed25519Verify(
              s.signature().unsafeArray(), message.unsafeArray(), account.unsafeArray());
      case Sr25519 s ->
          host.sr25519Verify(
              s.signature().unsafeArray(), message.unsafeArray(), account.unsafeArray());
      case Ecdsa s ->
          host.secp256k1RecoverCompressed(
                  s.signature().unsafeArray(), host.blake2b256(message.unsafeArray()))
              .map(key -> host.blake2b256(key.unsafeArray()))
              .filter(id -> Arrays.equals(id, account.unsafeArray()))
              .isPresent();
    };
  }
}
