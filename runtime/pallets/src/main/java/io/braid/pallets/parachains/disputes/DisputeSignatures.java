package io.braid.pallets.parachains.disputes;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Host;
import io.braid.runtime.api.parachains.DisputeStatement;
import io.braid.runtime.api.parachains.DisputeStatementSet;
import io.braid.runtime.api.parachains.SigningContext;
import io.braid.runtime.api.parachains.SigningContextCodec;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleWriter;
import java.util.List;
import java.util.Optional;

/** What validators sign when they vote about a candidate. */
final class DisputeSignatures {
  private static final byte[] DISPUTE = {'D', 'I', 'S', 'P'};
  private static final byte[] APPROVAL = {'A', 'P', 'P', 'R'};
  private static final byte[] BACKING = {'B', 'K', 'N', 'G'};
  private static final int SECONDED = 1;
  private static final int VALID = 2;

  private DisputeSignatures() {}

  /**
   * Whether the statement is the validator's.
   *
   * @param maxCoalesced how many candidates one approval may cover
   */
  static boolean hold(
      Host host,
      DisputeStatementSet set,
      DisputeStatementSet.Statement vote,
      Bytes validator,
      int maxCoalesced) {
    Optional<Bytes> payload =
        payload(vote.statement(), set.candidateHash(), set.session(), maxCoalesced);
    return payload.isPresent()
        && host.sr25519Verify(
            vote.signature().unsafeArray(), payload.get().unsafeArray(), validator.unsafeArray());
  }

  /** Empty when the statement cannot be about the candidate. */
  static Optional<Bytes> payload(
      DisputeStatement statement, Hash256 candidate, int session, int maxCoalesced) {
    return switch (statement) {
      case DisputeStatement.Invalid invalid -> Optional.of(explicit(false, candidate, session));
      case DisputeStatement.Valid valid ->
          switch (valid.kind()) {
            case DisputeStatement.ValidKind.Explicit explicit ->
                Optional.of(explicit(true, candidate, session));
            case DisputeStatement.ValidKind.BackingSeconded(Hash256 parent) ->
                Optional.of(backing(SECONDED, candidate, session, parent));
            case DisputeStatement.ValidKind.BackingValid(Hash256 parent) ->
                Optional.of(backing(VALID, candidate, session, parent));
            case DisputeStatement.ValidKind.ApprovalChecking approval ->
                Optional.of(approval(List.of(candidate), session));
            case DisputeStatement.ValidKind.ApprovalCheckingMultipleCandidates(
                    List<Hash256> candidates) ->
                candidates.size() <= maxCoalesced && candidates.contains(candidate)
                    ? Optional.of(approval(candidates, session))
                    : Optional.empty();
          };
    };
  }

  private static Bytes explicit(boolean valid, Hash256 candidate, int session) {
    return new ScaleWriter(41)
        .raw(DISPUTE)
        .write(Codecs.BOOL, valid)
        .write(Hash256.CODEC, candidate)
        .u32(session)
        .toBytes();
  }

  private static Bytes backing(int kind, Hash256 candidate, int session, Hash256 parent) {
    return new ScaleWriter(80)
        .raw(BACKING)
        .u8(kind)
        .write(Hash256.CODEC, candidate)
        .write(SigningContextCodec.CODEC, new SigningContext(session, parent))
        .toBytes();
  }

  /** One candidate is signed without the length, as it was before several could be. */
  private static Bytes approval(List<Hash256> candidates, int session) {
    ScaleWriter out = new ScaleWriter(48).raw(APPROVAL);
    if (candidates.size() != 1) {
      out.compact(candidates.size());
    }
    candidates.forEach(candidate -> out.write(Hash256.CODEC, candidate));
    return out.u32(session).toBytes();
  }
}
