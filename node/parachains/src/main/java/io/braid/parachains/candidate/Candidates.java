package io.braid.parachains.candidate;

import io.braid.crypto.hash.Blake2b;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.CandidateCommitments;
import io.braid.runtime.api.parachains.CandidateCommitmentsCodec;
import io.braid.runtime.api.parachains.CandidateReceipt;
import io.braid.runtime.api.parachains.CandidateReceiptCodec;
import io.braid.runtime.api.parachains.CommittedCandidateReceipt;
import io.braid.runtime.api.parachains.PersistedValidationData;
import io.braid.runtime.api.parachains.PersistedValidationDataCodec;
import io.braid.scale.Codec;

/** Hashes of candidates and their parts: BLAKE2b-256 of the SCALE forms. */
public final class Candidates {
  private Candidates() {}

  private static <T> Hash256 hash(Codec<T> codec, T value) {
    return hash(codec.encodeToBytes(value));
  }

  public static Hash256 hash(Bytes data) {
    return Hash256.of(Blake2b.hash256(data.unsafeArray()));
  }

  /** The candidate hash. */
  public static Hash256 hash(CandidateReceipt receipt) {
    return hash(CandidateReceiptCodec.CODEC, receipt);
  }

  public static Hash256 hash(CandidateCommitments commitments) {
    return hash(CandidateCommitmentsCodec.CODEC, commitments);
  }

  public static Hash256 hash(PersistedValidationData data) {
    return hash(PersistedValidationDataCodec.CODEC, data);
  }

  public static Hash256 hash(PoV pov) {
    return hash(PoVCodec.CODEC, pov);
  }

  /** The receipt that has the hash of the commitments in their place. */
  public static CandidateReceipt receipt(CommittedCandidateReceipt candidate) {
    return new CandidateReceipt(candidate.descriptor(), hash(candidate.commitments()));
  }
}
