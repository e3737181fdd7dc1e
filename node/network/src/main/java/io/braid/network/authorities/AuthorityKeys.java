package io.braid.network.authorities;

import io.braid.primitives.Bytes;
import java.util.List;
import java.util.Optional;

/** What a node tells its network of the chain's authorities. Called on the node's thread. */
public interface AuthorityKeys {
  /** Discovery keys of this session's authorities and of the next's: sr25519, 32 bytes each. */
  List<Bytes> all();

  /** Whether this node holds the key. May be called on any thread. */
  boolean holds(Bytes authority);

  /** A signature of 64 bytes with one of them; nothing when this node does not hold the key. */
  Optional<Bytes> sign(Bytes authority, Bytes message);
}
