package io.braid.runtime.api.babe;

import io.braid.primitives.Bytes;
import io.braid.runtime.api.RuntimeApi;
import io.braid.scale.Codecs;
import io.braid.scale.Size;
import java.util.Optional;

/** API necessary for block authorship with BABE. */
@RuntimeApi(id = "cbca25e39f142387", version = 2)
public interface BabeApi {
  /** Return the configuration for BABE. */
  BabeConfiguration configuration();

  /** Returns the slot that started the current epoch. */
  long currentEpochStart();

  /** Returns information regarding the current epoch. */
  Epoch currentEpoch();

  /** Returns information regarding the next epoch (which was already previously announced). */
  Epoch nextEpoch();

  /** Proves who holds a BABE key now; the inner bytes are a MembershipProof. */
  Optional<Bytes> generateKeyOwnershipProof(long slot, @Size(32) Bytes authorityId);

  /** Submits a report of two blocks of one author for one slot; empty when that failed. */
  Optional<Codecs.Unit> submitReportEquivocationUnsignedExtrinsic(
      BabeEquivocationProof equivocationProof, Bytes keyOwnerProof);
}
