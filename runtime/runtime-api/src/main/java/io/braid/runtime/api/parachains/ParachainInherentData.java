package io.braid.runtime.api.parachains;

import io.braid.primitives.Bytes;
import io.braid.scale.Scale;
import java.util.List;
import java.util.SortedMap;

/**
 * What a collator tells its runtime about the relay chain, under the identifier {@code sysi1337}.
 *
 * @param relayChainState nodes of the relay chain's state trie that prove the keys of {@link
 *     RelayStateKeys}
 */
@Scale(path = "cumulus_primitives_parachain_inherent::ParachainInherentData")
public record ParachainInherentData(
    PersistedValidationData validationData,
    StorageProofNodes relayChainState,
    List<InboundDownwardMessage> downwardMessages,
    SortedMap<Integer, List<InboundHrmpMessage>> horizontalMessages) {
  public static final String IDENTIFIER = "sysi1337";

  /** A set of trie nodes. */
  @Scale(path = "sp_trie::storage_proof::StorageProof")
  public record StorageProofNodes(List<Bytes> trieNodes) {}
}
