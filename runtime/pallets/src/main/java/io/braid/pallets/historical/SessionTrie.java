package io.braid.pallets.historical;

import io.braid.frame.OpaqueKeys;
import io.braid.pallets.offences.Offender;
import io.braid.pallets.session.KeyType;
import io.braid.pallets.session.KeysOf;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.StateVersion;
import io.braid.runtime.api.Host;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleException;
import io.braid.scale.ScaleReader;
import io.braid.scale.ScaleWriter;
import io.braid.trie.NodeHasher;
import io.braid.trie.ProofRecorder;
import io.braid.trie.StateTrie;
import io.braid.trie.StorageProof;
import io.braid.trie.TrieException;
import io.braid.trie.TrieUpdate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A session's validators as a trie of layout 0: from every key, its type before it, to the position
 * of its owner, and from the position to the owner.
 */
final class SessionTrie {
  private final StateTrie trie;

  private SessionTrie(StateTrie trie) {
    this.trie = trie;
  }

  private static NodeHasher hasher(Host host) {
    return data -> Hash256.of(host.blake2b256(data));
  }

  static SessionTrie of(
      Host host, List<KeyType> types, List<? extends KeysOf<? extends OpaqueKeys>> validators) {
    TreeMap<Bytes, Optional<Bytes>> entries = new TreeMap<>();
    for (int i = 0; i < validators.size(); i++) {
      Bytes position = Codecs.U32.encodeToBytes(i);
      KeysOf<? extends OpaqueKeys> validator = validators.get(i);
      for (KeyType type : types) {
        entries.put(key(type, validator.keys().key(type.id())), Optional.of(position));
      }
      Bytes owner = Offender.CODEC.encodeToBytes(new Offender(validator.validator()));
      entries.put(position, Optional.of(owner));
    }
    TrieUpdate built = StateTrie.empty(hasher(host)).update(entries, StateVersion.V0);
    Map<Hash256, Bytes> nodes = built.newNodes();
    return new SessionTrie(
        new StateTrie(built.root(), hash -> Optional.ofNullable(nodes.get(hash)), hasher(host)));
  }

  private static Bytes key(KeyType type, Bytes key) {
    return new ScaleWriter(40).raw(Bytes.utf8(type.id())).bytes(key).toBytes();
  }

  Hash256 root() {
    return trie.root();
  }

  /** The nodes on the way from a key to its owner. */
  List<Bytes> prove(KeyType type, Bytes key) {
    ProofRecorder recorder = new ProofRecorder(trie.source());
    owner(new StateTrie(trie.root(), recorder, trie.hasher()), type, key);
    return recorder.proof().nodes();
  }

  /** The owner of a key, if {@code nodes} prove it and nothing else. */
  static Optional<AccountId> check(
      Host host, Hash256 root, List<Bytes> nodes, KeyType type, Bytes key) {
    StorageProof proof = StorageProof.of(nodes);
    if (proof.nodes().size() != nodes.size()) {
      return Optional.empty();
    }
    ProofRecorder recorder = new ProofRecorder(proof.source(hasher(host)));
    try {
      Optional<AccountId> owner = owner(new StateTrie(root, recorder, hasher(host)), type, key);
      boolean allUsed = recorder.proof().nodes().size() == nodes.size();
      return allUsed ? owner : Optional.empty();
    } catch (TrieException | ScaleException incomplete) {
      return Optional.empty();
    }
  }

  private static Optional<AccountId> owner(StateTrie trie, KeyType type, Bytes key) {
    return trie.get(key(type, key))
        .flatMap(trie::get)
        .map(owner -> Offender.CODEC.decode(new ScaleReader(owner)).validator());
  }
}
