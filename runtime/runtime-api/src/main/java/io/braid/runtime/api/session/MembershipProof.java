package io.braid.runtime.api.session;

import io.braid.primitives.Bytes;
import io.braid.scale.Scale;
import java.util.List;

/**
 * Proves that a key was a validator's in a session.
 *
 * @param trieNodes of the session's trie from keys to validators, on the way to one
 * @param validatorCount of the session
 */
@Scale(path = "sp_session::MembershipProof")
public record MembershipProof(int session, List<Bytes> trieNodes, int validatorCount) {}
