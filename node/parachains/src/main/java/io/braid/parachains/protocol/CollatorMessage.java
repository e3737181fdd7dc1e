package io.braid.parachains.protocol;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.scale.Index;
import io.braid.scale.Scale;
import io.braid.scale.Size;
import io.braid.scale.Unnamed;

/** Between a collator and a validator. */
@Scale(path = "polkadot_node_network_protocol::v2::CollatorProtocolMessage")
public sealed interface CollatorMessage {
  /**
   * A collator says who it is and whose blocks it makes.
   *
   * @param collator its sr25519 key
   * @param signature of {@link #declaration} with this key
   */
  @Index(0)
  @Unnamed
  record Declare(@Size(32) Bytes collator, int paraId, @Size(64) Bytes signature)
      implements CollatorMessage {}

  /** A collator that has declared itself has a candidate. */
  @Index(1)
  record AdvertiseCollation(Hash256 relayParent, Hash256 candidateHash, Hash256 parentHeadDataHash)
      implements CollatorMessage {}

  /** A validator has seconded the collator's candidate. */
  @Index(4)
  @Unnamed
  record CollationSeconded(Hash256 relayParent, SignedFullStatement statement)
      implements CollatorMessage {}

  /** What a collator signs: its own peer id, in binary form, and the letters COLL. */
  static Bytes declaration(Bytes peerId) {
    return Bytes.concat(peerId, Bytes.utf8("COLL"));
  }
}
