package io.braid.consensus.grandpa;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.Justification;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Header;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns a commit into a justification and makes its target final. */
final class Finaliser {
  private static final int CACHED = 4_096;

  private final Chain chain;
  private final GrandpaListener listener;
  private final Map<Hash256, BlockRef> parents =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Hash256, BlockRef> eldest) {
          return size() > CACHED;
        }
      };

  Finaliser(Chain chain, GrandpaListener listener) {
    this.chain = chain;
    this.listener = listener;
  }

  /** The parent of a block of the chain, when its number is right. */
  Optional<BlockRef> parent(BlockRef block) {
    BlockRef known = parents.get(block.hash());
    if (known == null) {
      Optional<Header> header = chain.header(block.hash());
      if (header.isEmpty()) {
        return Optional.empty();
      }
      known = new BlockRef(header.get().number() - 1, header.get().parentHash());
      parents.put(block.hash(), known);
    }
    return known.number() + 1 == block.number() ? Optional.of(known) : Optional.empty();
  }

  /** Whether a block can be made final: it is in the tree, above the last final one. */
  boolean canFinalise(BlockRef block) {
    return block.number() > chain.finalised().number()
        && chain.inTree(block.hash())
        && chain.header(block.hash()).filter(h -> h.number() == block.number()).isPresent();
  }

  /** Makes a block final by precommits that are known to suffice. */
  void finalise(long round, BlockRef block, List<SignedVote> precommits) {
    Commit commit = new Commit(block.hash(), block.number(), precommits);
    finalise(block, new GrandpaJustification(round, commit, ancestries(block, precommits)));
  }

  void finalise(BlockRef block, GrandpaJustification justification) {
    chain.finalise(
        block.hash(),
        Optional.of(
            new Justification(
                AuthorityChanges.ENGINE,
                GrandpaJustificationCodec.CODEC.encodeToBytes(justification))));
    listener.onJustification(block, justification);
  }

  private List<Header> ancestries(BlockRef target, List<SignedVote> precommits) {
    Map<Hash256, Header> headers = new LinkedHashMap<>();
    for (SignedVote precommit : precommits) {
      Hash256 at = precommit.vote().targetHash();
      while (!at.equals(target.hash()) && !headers.containsKey(at)) {
        Header header = chain.header(at).orElseThrow();
        headers.put(at, header);
        at = header.parentHash();
      }
    }
    return List.copyOf(headers.values());
  }
}
