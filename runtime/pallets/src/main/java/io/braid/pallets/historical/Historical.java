package io.braid.pallets.historical;

import io.braid.frame.OpaqueKeys;
import io.braid.frame.Pallet;
import io.braid.frame.PalletContext;
import io.braid.frame.storage.Hasher;
import io.braid.frame.storage.StorageMap;
import io.braid.frame.storage.StorageValue;
import io.braid.pallets.offences.Offender;
import io.braid.pallets.session.KeyType;
import io.braid.pallets.session.KeysOf;
import io.braid.pallets.session.QueuedSessions;
import io.braid.pallets.session.Session;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Host;
import io.braid.runtime.api.session.MembershipProof;
import io.braid.scale.Codecs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The roots of past sessions' tries, and proofs against them. */
@Pallet(crate = "pallet_session::historical")
public final class Historical implements QueuedSessions {
  /** How many sessions an offender can be named for: 28 eras of 6 sessions. */
  public static final int SESSIONS_KEPT = 168;

  /** Mapping from historical session indices to session-data root hash and validator count. */
  public final StorageMap<Integer, Map.Entry<Hash256, Integer>> historicalSessions;

  /** The range of historical sessions we store: [first, last). */
  public final StorageValue<Map.Entry<Integer, Integer>> storedRange;

  private final Host host;
  private final List<KeyType> types;
  private final Supplier<Session> session;

  /**
   * @param types of session keys, in their order
   */
  public Historical(PalletContext context, List<KeyType> types, Supplier<Session> session) {
    this.types = List.copyOf(types);
    this.session = session;
    host = context.storage().host();
    historicalSessions =
        context.optionalMap(
            "HistoricalSessions",
            Hasher.TWOX_64_CONCAT,
            Codecs.U32,
            Codecs.pair(Hash256.CODEC, Codecs.U32));
    storedRange = context.optionalValue("StoredRange", Codecs.pair(Codecs.U32, Codecs.U32));
  }

  @Override
  public void onQueued(int index, List<? extends KeysOf<? extends OpaqueKeys>> validators) {
    SessionTrie trie = SessionTrie.of(host, types, validators);
    historicalSessions.set(index, Map.entry(trie.root(), validators.size()));
    int first = storedRange.find().map(Map.Entry::getKey).orElse(index);
    int keep = Math.max(first, index + 1 - SESSIONS_KEPT);
    for (int old = first; old < keep; old++) {
      historicalSessions.remove(old);
    }
    storedRange.set(Map.entry(keep, index + 1));
  }

  /** The validators of the session in progress with the keys that they have set last. */
  private List<KeysOf<OpaqueKeys>> current() {
    List<KeysOf<OpaqueKeys>> validators = new ArrayList<>();
    for (AccountId validator : session.get().validators.get()) {
      session
          .get()
          .nextKeys
          .find(validator)
          .ifPresent(keys -> validators.add(new KeysOf<>(validator, keys)));
    }
    return validators;
  }

  /** Proves who holds a key in the session in progress. */
  public MembershipProof prove(KeyType type, Bytes key) {
    return new MembershipProof(
        session.get().currentIndex.get(),
        SessionTrie.of(host, types, current()).prove(type, key),
        session.get().validators.get().size());
  }

  /** The owner of a key, if the proof proves it. */
  public Optional<Offender> check(KeyType type, Bytes key, MembershipProof proof) {
    Optional<Map.Entry<Hash256, Integer>> expected =
        proof.session() == session.get().currentIndex.get()
            ? Optional.of(
                Map.entry(
                    SessionTrie.of(host, types, current()).root(),
                    session.get().validators.get().size()))
            : historicalSessions.find(proof.session());
    if (expected.isEmpty() || expected.get().getValue() != proof.validatorCount()) {
      return Optional.empty();
    }
    return SessionTrie.check(host, expected.get().getKey(), proof.trieNodes(), type, key)
        .map(Offender::new);
  }
}
