package io.braid.consensus.chain;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Header;
import java.util.List;
import java.util.Map;

/**
 * A block that was verified and executed, ready to become part of the chain.
 *
 * @param header with its seal
 * @param stateNodes what its execution added to the state trie, by hash
 * @param weight what it adds to its chain in the choice between forks: 1 for a primary BABE slot,
 *     else 0
 * @param extra what the consensus engine wants stored with it
 */
public record NewBlock(
    Header header, List<Bytes> body, Map<Hash256, Bytes> stateNodes, long weight, Batch extra) {}
