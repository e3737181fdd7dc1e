package io.braid.frame.executive;

import io.braid.primitives.AccountId;
import io.braid.scale.Scale;

/**
 * What the extension {@code VerifyMultiSignature} carries: it signs the call and the extensions
 * behind it ({@code pallet_verify_signature}).
 */
@Scale(path = "pallet_verify_signature::extension::VerifySignature")
public sealed interface VerifySignature {
  String IDENTIFIER = "VerifyMultiSignature";

  record Signed(MultiSignature signature, AccountId account) implements VerifySignature {}

  record Disabled() implements VerifySignature {}
}
