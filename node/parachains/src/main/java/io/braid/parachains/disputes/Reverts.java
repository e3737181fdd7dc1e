package io.braid.parachains.disputes;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.ports.Timers;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.parachains.ParachainsConsensusLog;
import io.braid.runtime.api.parachains.ParachainsConsensusLogCodec;
import io.braid.scale.Decoded;
import java.time.Duration;

/** Gives blocks up: those that the relay chain itself says are not to be built on, and others. */
final class Reverts {
  private final Chain chain;
  private final Timers timers;

  Reverts(Chain chain, Timers timers) {
    this.chain = chain;
    this.timers = timers;
  }

  /** A block was imported: does what its digest says. */
  void onImported(BlockRef block, Header header) {
    for (DigestItem item : header.digest().logs()) {
      if (item instanceof DigestItem.Consensus(Bytes engine, Bytes data)
          && engine.equals(ParachainsConsensusLog.ENGINE)
          && ParachainsConsensusLogCodec.CODEC.tryDecode(data)
              instanceof
              Decoded.Value<ParachainsConsensusLog>(ParachainsConsensusLog.Revert(int number))) {
        chain.ancestorAt(block.hash(), number).ifPresent(this::giveUp);
      }
    }
  }

  /** Has a block, and all that build on it, given up after what is being done now. */
  void giveUp(Hash256 block) {
    timers.after(Duration.ZERO, () -> chain.giveUp(block));
  }
}
