package io.braid.consensus.warp;

import io.braid.consensus.chain.ProvenHeader;
import io.braid.consensus.grandpa.NewVoters;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Header;
import java.util.List;
import java.util.Map;

/**
 * Where proofs of finality lead a node.
 *
 * @param fragments the way from the genesis; the last one's block is the one to jump to
 * @param voters that vote behind it
 * @param state the block's whole state: nodes and values by their hashes
 */
public record Jump(List<WarpFragment> fragments, NewVoters voters, Map<Hash256, Bytes> state) {
  /** Of the block to jump to. */
  public Header header() {
    return fragments.getLast().header();
  }

  public List<Header> headers() {
    return fragments.stream().map(WarpFragment::header).toList();
  }

  public List<ProvenHeader> proven() {
    return fragments.stream().map(WarpFragment::proven).toList();
  }
}
