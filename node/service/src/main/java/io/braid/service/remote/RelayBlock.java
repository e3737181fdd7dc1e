package io.braid.service.remote;

import io.braid.consensus.chain.BlockRef;
import io.braid.parachains.relay.RelayViews.Question;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.Header;
import io.braid.trie.StateTrie;
import java.util.Map;

/**
 * What a parachain's node needs of one relay block.
 *
 * @param state the part of it that speaks of the parachain, proved
 * @param answers of the block's runtime; what it refused is left out
 */
record RelayBlock(BlockRef block, Header header, StateTrie state, Map<Question, Bytes> answers) {}
