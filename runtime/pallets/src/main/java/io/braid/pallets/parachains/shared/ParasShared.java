package io.braid.pallets.parachains.shared;

import io.braid.frame.Pallet;
import io.braid.frame.PalletContext;
import io.braid.frame.storage.StorageValue;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Host;
import io.braid.scale.Codecs;
import io.braid.scale.Max;
import io.braid.scale.ScaleWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;

/** The session as all parachain pallets see it. */
@Pallet(crate = "polkadot_runtime_parachains::shared")
public final class ParasShared {
  private static final int MAX_VALIDATORS = 1_000;

  /** The current session index. */
  public final StorageValue<Integer> currentSessionIndex;

  /** All the validators actively participating in parachain consensus, as session indices. */
  public final StorageValue<@Max(MAX_VALIDATORS) List<Integer>> activeValidatorIndices;

  /** The parachain attestation keys of the validators actively participating. */
  public final StorageValue<@Max(MAX_VALIDATORS) List<Bytes>> activeValidatorKeys;

  /** All allowed relay-parents. */
  public final StorageValue<AllowedRelayParents> allowedRelayParents;

  private final Host host;
  private final Supplier<List<Integer>> disabled;

  /**
   * @param disabled the indices in the session of validators that are disabled
   */
  public ParasShared(PalletContext context, Supplier<List<Integer>> disabled) {
    host = context.storage().host();
    this.disabled = disabled;
    currentSessionIndex = context.value("CurrentSessionIndex", Codecs.U32, 0);
    activeValidatorIndices =
        context.value("ActiveValidatorIndices", Codecs.list(Codecs.U32, MAX_VALIDATORS), List.of());
    activeValidatorKeys =
        context.value(
            "ActiveValidatorKeys", Codecs.list(Codecs.fixedBytes(32), MAX_VALIDATORS), List.of());
    allowedRelayParents =
        context.value(
            "AllowedRelayParents", AllowedRelayParentsCodec.CODEC, AllowedRelayParents.EMPTY);
  }

  /**
   * Starts a session: chooses the active validators and shuffles them, so that nobody can choose
   * whom to share a group with.
   *
   * @return the active validators' keys in their new order
   */
  public List<Bytes> onNewSession(
      int session, List<Bytes> allKeys, Bytes randomSeed, Optional<Integer> maxValidators) {
    // Groups change with the session: who built on the old one has nobody to back it.
    allowedRelayParents.update(known -> new AllowedRelayParents(List.of(), known.latestNumber()));
    currentSessionIndex.set(session);
    List<Integer> indices = new ArrayList<>();
    for (int i = 0; i < allKeys.size(); i++) {
      indices.add(i);
    }
    shuffle(indices, randomSeed);
    int active = Math.min(maxValidators.orElse(indices.size()), indices.size());
    indices = indices.subList(0, active);
    List<Bytes> keys = new ArrayList<>();
    indices.forEach(i -> keys.add(allKeys.get(i)));
    activeValidatorIndices.set(indices);
    activeValidatorKeys.set(keys);
    return keys;
  }

  /** The disabled validators by their positions among the active ones. */
  public List<Integer> disabledValidators() {
    List<Integer> active = activeValidatorIndices.get();
    List<Integer> positions = new ArrayList<>();
    for (int index : disabled.get()) {
      int position = active.indexOf(index);
      if (position >= 0) {
        positions.add(position);
      }
    }
    return positions;
  }

  /**
   * Fisher and Yates' shuffle, with a hash of the seed and the position as the source of numbers.
   */
  private void shuffle(List<Integer> items, Bytes seed) {
    for (int i = items.size() - 1; i > 0; i--) {
      byte[] hash = host.blake2b256(new ScaleWriter(36).raw(seed).u32(i).toArray());
      long number = 0;
      for (int b = 0; b < 7; b++) {
        number |= (hash[b] & 255L) << (8 * b);
      }
      int other = (int) (number % (i + 1));
      int moved = items.get(i);
      items.set(i, items.get(other));
      items.set(other, moved);
    }
  }

  /**
   * Notes the parent of the block in progress as a possible relay parent.
   *
   * @param claimQueue as the parent left it
   * @param ancestry how many blocks before it stay possible
   */
  public void noteRelayParent(
      Hash256 parent,
      Hash256 stateRoot,
      int number,
      SortedMap<Integer, List<Integer>> claimQueue,
      int ancestry) {
    AllowedRelayParents.RelayParentInfo info =
        new AllowedRelayParents.RelayParentInfo(
            parent, stateRoot, AllowedRelayParents.transposed(claimQueue));
    allowedRelayParents.update(known -> known.with(info, number, ancestry));
  }
}
