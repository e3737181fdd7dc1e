package io.braid.parachains.following;

import io.braid.consensus.chain.Batch;
import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.importing.ConsensusEngine;
import io.braid.consensus.importing.HeaderCheck;
import io.braid.parachains.candidate.Signing;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Header;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Verifies the headers of a parachain: slot {@code s} belongs to authority {@code s mod n} of the
 * parent's state.
 *
 * <p>A block weighs as much as its slot is after its parent's: so the best block is the one with
 * the latest slot. Collators build on what the relay chain has included, each time in a later slot;
 * a fork that was not included loses to the next block that was built.
 */
public final class AuraEngine implements ConsensusEngine {
  private static final Codec<List<Bytes>> AUTHORITIES = Codecs.list(Codecs.fixedBytes(32), 100_000);
  private static final byte[] NOTHING = {};

  private final Chain chain;
  private final long slotDurationMillis;

  private AuraEngine(Chain chain, long slotDurationMillis) {
    this.chain = chain;
    this.slotDurationMillis = slotDurationMillis;
  }

  /**
   * The engine of a chain.
   *
   * @throws IllegalArgumentException when the chain's genesis has no Aura
   */
  public static AuraEngine of(Chain chain) {
    long millis =
        chain
            .query(chain.genesis().hash(), "AuraApi_slot_duration", NOTHING, Codecs.U64)
            .filter(found -> found > 0)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "expected AuraApi_slot_duration to answer on the genesis"));
    return new AuraEngine(chain, millis);
  }

  public long slotDurationMillis() {
    return slotDurationMillis;
  }

  /** Who may author in a slot on a parent; nothing when the parent's state does not say. */
  public Optional<Bytes> authorOf(Hash256 parent, long slot) {
    return chain
        .query(parent, "AuraApi_authorities", NOTHING, AUTHORITIES)
        .filter(all -> !all.isEmpty())
        .map(all -> all.get((int) Long.remainderUnsigned(slot, all.size())));
  }

  @Override
  public HeaderCheck check(Header sealed, Instant now) {
    Optional<Long> slot = AuraDigest.slotOf(sealed);
    if (slot.isEmpty()) {
      return refused(new AuraRefusal.NoSlot());
    }
    Optional<Bytes> seal = AuraDigest.sealOf(sealed);
    if (seal.isEmpty()) {
      return refused(new AuraRefusal.NoSeal());
    }
    long current = now.toEpochMilli() / slotDurationMillis;
    if (slot.get() > current + 1) {
      return refused(new AuraRefusal.SlotInFuture(current, slot.get()));
    }
    long before = chain.header(sealed.parentHash()).flatMap(AuraDigest::slotOf).orElse(0L);
    if (slot.get() <= before) {
      return refused(new AuraRefusal.SlotNotAfterParent(before, slot.get()));
    }
    Optional<Bytes> author = authorOf(sealed.parentHash(), slot.get());
    if (author.isEmpty()) {
      return refused(new AuraRefusal.AuthoritiesUnknown());
    }
    Header unsealed = sealed.unsealed();
    return Signing.verify(seal.get(), BlockRef.hash(unsealed).bytes(), author.get())
        ? new HeaderCheck.Accepted(unsealed, slot.get() - before, new Batch())
        : refused(new AuraRefusal.WrongSeal(slot.get(), author.get()));
  }

  private static HeaderCheck refused(AuraRefusal reason) {
    return new HeaderCheck.Refused(reason);
  }
}
