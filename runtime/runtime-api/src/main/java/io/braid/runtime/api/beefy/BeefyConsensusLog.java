package io.braid.runtime.api.beefy;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.Header;
import io.braid.scale.Decoded;
import io.braid.scale.Index;
import io.braid.scale.Scale;
import io.braid.scale.Unnamed;
import java.util.ArrayList;
import java.util.List;

/** What the runtime tells BEEFY in a digest. */
@Scale(path = "sp_consensus_beefy::ConsensusLog")
public sealed interface BeefyConsensusLog {
  Bytes ENGINE = Bytes.utf8("BEEF");

  /** Others sign from this block on, which they must sign. */
  @Index(1)
  @Unnamed
  record AuthoritiesChange(BeefyValidatorSet validators) implements BeefyConsensusLog {}

  @Index(2)
  @Unnamed
  record OnDisabled(int authorityIndex) implements BeefyConsensusLog {}

  /** The root of the mountain range with the leaf that this block added. */
  @Index(3)
  @Unnamed
  record MmrRoot(Hash256 root) implements BeefyConsensusLog {}

  /** What a header says to BEEFY, in order. */
  static List<BeefyConsensusLog> of(Header header) {
    List<BeefyConsensusLog> logs = new ArrayList<>();
    for (DigestItem item : header.digest().logs()) {
      if (item instanceof DigestItem.Consensus consensus
          && consensus.engine().equals(ENGINE)
          && BeefyConsensusLogCodec.CODEC.tryDecode(consensus.data())
              instanceof Decoded.Value<BeefyConsensusLog> log) {
        logs.add(log.value());
      }
    }
    return logs;
  }
}
