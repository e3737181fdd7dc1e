package io.braid.parachains.prospective;

import io.braid.parachains.candidate.Candidates;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.CommittedCandidateReceipt;
import io.braid.runtime.api.parachains.PersistedValidationData;

/**
 * A candidate with what it builds on.
 *
 * @param parentHead the hash of the head that it builds on
 * @param head the hash of the head that it makes
 * @param data as its descriptor's hash says
 */
public record Prospect(
    Hash256 hash,
    Hash256 parentHead,
    Hash256 head,
    CommittedCandidateReceipt receipt,
    PersistedValidationData data) {
  /**
   * @throws IllegalArgumentException when the data is not what the descriptor names
   */
  public Prospect {
    if (!Candidates.hash(data).equals(receipt.descriptor().persistedValidationDataHash())) {
      throw new IllegalArgumentException("expected the validation data of candidate " + hash);
    }
  }

  public static Prospect of(CommittedCandidateReceipt receipt, PersistedValidationData data) {
    return new Prospect(
        Candidates.hash(Candidates.receipt(receipt)),
        Candidates.hash(data.parentHead()),
        Candidates.hash(receipt.commitments().headData()),
        receipt,
        data);
  }

  public int paraId() {
    return receipt.descriptor().paraId();
  }

  public Hash256 relayParent() {
    return receipt.descriptor().relayParent();
  }
}
