package io.braid.runtime.api.mmr;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Results.Result;
import io.braid.runtime.api.RuntimeApi;
import io.braid.scale.Codecs;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** API to interact with MMR pallet. */
@RuntimeApi(id = "91d5df18b0d2cf58", version = 3)
public interface MmrApi {
  /** Return the on-chain MMR root hash. */
  Result<Hash256, MmrError> mmrRoot();

  /** Return the number of MMR blocks in the chain. */
  Result<Long, MmrError> mmrLeafCount();

  /**
   * Proves the leaves that some blocks added.
   *
   * @param bestKnownBlockNumber the block whose range the proof is for; the current one without
   */
  Result<Map.Entry<List<Bytes>, LeafProof>, MmrError> generateProof(
      List<Integer> blockNumbers, Optional<Integer> bestKnownBlockNumber);

  /** Proves that the range after a block goes on as that after a later one. */
  Result<AncestryProof, MmrError> generateAncestryProof(
      int prevBlockNumber, Optional<Integer> bestKnownBlockNumber);

  /** Checks a proof against the chain's own range. */
  Result<Codecs.Unit, MmrError> verifyProof(List<Bytes> leaves, LeafProof proof);

  /** Checks a proof against a given root. */
  Result<Codecs.Unit, MmrError> verifyProofStateless(
      Hash256 root, List<Bytes> leaves, LeafProof proof);
}
