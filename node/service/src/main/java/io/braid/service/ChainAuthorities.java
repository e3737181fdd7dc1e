package io.braid.service;

import io.braid.consensus.chain.ChainView;
import io.braid.consensus.keys.MemoryKeystore;
import io.braid.consensus.ports.Keystore;
import io.braid.crypto.NonceEntropy;
import io.braid.crypto.keys.KeyScheme;
import io.braid.network.authorities.AuthorityDiscovery;
import io.braid.network.authorities.AuthorityKeys;
import io.braid.primitives.Bytes;
import io.braid.scale.Codecs;
import java.util.List;
import java.util.Optional;

/**
 * The authorities as the runtime of a relay chain's best block names them, and those of their keys
 * that lie in the node's keystore. A chain whose runtime has no {@code AuthorityDiscoveryApi} has
 * none that are to be found.
 */
record ChainAuthorities(ChainView chain, Keystore keys) implements AuthorityKeys {
  private static final String KEY_TYPE = "audi";

  /** For a node that is no authority, whatever keys lie beside it. */
  static ChainAuthorities seenFromOutside(ChainView chain) {
    return new ChainAuthorities(chain, new MemoryKeystore(NonceEntropy.NONE));
  }

  @Override
  public List<Bytes> all() {
    return chain
        .query(
            chain.best().hash(),
            "AuthorityDiscoveryApi_authorities",
            new byte[0],
            Codecs.list(Codecs.fixedBytes(32), AuthorityDiscovery.MAX_AUTHORITIES))
        .orElse(List.of());
  }

  @Override
  public boolean holds(Bytes authority) {
    return keys.publicKeys(KeyScheme.SR25519, KEY_TYPE).contains(authority);
  }

  @Override
  public Optional<Bytes> sign(Bytes authority, Bytes message) {
    return keys.sign(KeyScheme.SR25519, KEY_TYPE, authority, message.toArray());
  }
}
