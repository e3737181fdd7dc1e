package io.braid.parachains.collation;

import io.braid.primitives.Bytes;
import io.braid.runtime.api.Header;
import io.braid.trie.CompactProof;
import java.util.List;

/**
 * A parachain block of this collator, imported, with its proof.
 *
 * @param header with its seal
 * @param proof of what re-executing it reads of its parent's state
 */
record BuiltBlock(Header header, List<Bytes> extrinsics, CompactProof proof) {}
