package io.braid.runtime.api.grandpa;

import io.braid.primitives.Bytes;
import io.braid.runtime.api.RuntimeApi;
import io.braid.scale.Codecs;
import io.braid.scale.Size;
import java.util.List;
import java.util.Optional;

/** APIs for integrating the GRANDPA finality gadget into runtimes. */
@RuntimeApi(id = "ed99c5acb25eedf5", version = 3)
public interface GrandpaApi {
  /** Get the current GRANDPA authorities and weights. */
  List<GrandpaAuthority> grandpaAuthorities();

  /** Get current GRANDPA authority set id. */
  long currentSetId();

  /** Submits a report of two votes of one voter in one round; empty when that failed. */
  Optional<Codecs.Unit> submitReportEquivocationUnsignedExtrinsic(
      GrandpaEquivocationProof equivocationProof, Bytes keyOwnerProof);

  /** Proves who holds a GRANDPA key now; the inner bytes are a MembershipProof. */
  Optional<Bytes> generateKeyOwnershipProof(long setId, @Size(32) Bytes authorityId);
}
