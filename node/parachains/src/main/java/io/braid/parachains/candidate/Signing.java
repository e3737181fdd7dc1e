package io.braid.parachains.candidate;

import io.braid.executor.host.SignatureChecks;
import io.braid.primitives.Bits;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.DisputeStatement;
import io.braid.runtime.api.parachains.SigningContext;
import io.braid.runtime.api.parachains.SigningContextCodec;
import io.braid.scale.ScaleWriter;
import java.util.List;
import java.util.Optional;

/**
 * What validators sign about parachains, with their sr25519 keys of type {@code para}. A compact
 * statement is the four letters BKNG, its kind, and the candidate hash; the context follows.
 */
public final class Signing {
  private static final Bytes MAGIC = Bytes.utf8("BKNG");

  private Signing() {}

  public static Bytes seconded(Hash256 candidate, SigningContext context) {
    return statement(1, candidate, context);
  }

  public static Bytes valid(Hash256 candidate, SigningContext context) {
    return statement(2, candidate, context);
  }

  private static Bytes statement(int kind, Hash256 candidate, SigningContext context) {
    return new ScaleWriter(80)
        .raw(MAGIC)
        .u8(kind)
        .write(Hash256.CODEC, candidate)
        .write(SigningContextCodec.CODEC, context)
        .toBytes();
  }

  /**
   * @param context with the block whose state the bitfield speaks of
   */
  public static Bytes bitfield(Bits bits, SigningContext context) {
    return new ScaleWriter(64)
        .write(Bits.CODEC, bits)
        .write(SigningContextCodec.CODEC, context)
        .toBytes();
  }

  /**
   * That candidates were checked again and found valid: of one candidate its hash, of several the
   * list.
   *
   * @param candidates in the order in which a block includes them; at least one
   * @param session of that block
   */
  public static Bytes approval(List<Hash256> candidates, int session) {
    ScaleWriter out = new ScaleWriter(48).raw(Bytes.utf8("APPR"));
    if (candidates.size() == 1) {
      out.write(Hash256.CODEC, candidates.getFirst());
    } else {
      out.compact(candidates.size());
      candidates.forEach(candidate -> out.write(Hash256.CODEC, candidate));
    }
    return out.u32(session).toBytes();
  }

  /**
   * A vote about a candidate, as a dispute counts it; nothing for one that is not about it.
   *
   * @param session of the candidate
   */
  public static Optional<Bytes> vote(DisputeStatement statement, Hash256 candidate, int session) {
    return switch (statement) {
      case DisputeStatement.Invalid invalid -> Optional.of(explicit(false, candidate, session));
      case DisputeStatement.Valid(DisputeStatement.ValidKind kind) ->
          switch (kind) {
            case DisputeStatement.ValidKind.Explicit explicit ->
                Optional.of(explicit(true, candidate, session));
            case DisputeStatement.ValidKind.BackingSeconded(Hash256 parent) ->
                Optional.of(seconded(candidate, new SigningContext(session, parent)));
            case DisputeStatement.ValidKind.BackingValid(Hash256 parent) ->
                Optional.of(valid(candidate, new SigningContext(session, parent)));
            case DisputeStatement.ValidKind.ApprovalChecking checking ->
                Optional.of(approval(List.of(candidate), session));
            case DisputeStatement.ValidKind.ApprovalCheckingMultipleCandidates(var all) ->
                all.contains(candidate) ? Optional.of(approval(all, session)) : Optional.empty();
          };
    };
  }

  private static Bytes explicit(boolean valid, Hash256 candidate, int session) {
    return new ScaleWriter(41)
        .raw(Bytes.utf8("DISP"))
        .bool(valid)
        .write(Hash256.CODEC, candidate)
        .u32(session)
        .toBytes();
  }

  /**
   * @param checks how signatures are checked
   */
  public static boolean verify(
      SignatureChecks checks, Bytes signature, Bytes payload, Bytes publicKey) {
    return checks.sr25519(signature.unsafeArray(), payload.unsafeArray(), publicKey.unsafeArray());
  }
}
