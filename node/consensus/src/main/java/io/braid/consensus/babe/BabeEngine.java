package io.braid.consensus.babe;

import io.braid.consensus.chain.Batch;
import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.importing.ConsensusEngine;
import io.braid.consensus.importing.HeaderCheck;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.babe.BabeConfiguration;
import io.braid.runtime.api.babe.BabeConsensusLog;
import io.braid.runtime.api.babe.BabePreDigest;
import io.braid.runtime.api.babe.Epoch;
import io.braid.trie.StateTrie;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Verifies the headers of a BABE chain and follows its epochs on every fork. */
public final class BabeEngine implements ConsensusEngine {
  private final Chain chain;
  private final BabeConfiguration genesis;
  private final EpochViews epochs;
  private final SlotHistory history = new SlotHistory();
  private final Consumer<BabeEquivocation> equivocations;

  private BabeEngine(
      Chain chain, BabeConfiguration genesis, Consumer<BabeEquivocation> equivocations) {
    this.chain = chain;
    this.genesis = genesis;
    this.equivocations = equivocations;
    epochs = new EpochViews(chain, genesis);
  }

  /**
   * The engine of a chain.
   *
   * @param equivocations hears of authors that made two blocks in a slot
   * @throws IllegalArgumentException when the chain's genesis has no BABE
   */
  public static BabeEngine of(Chain chain, Consumer<BabeEquivocation> equivocations) {
    return new BabeEngine(chain, configuration(chain), equivocations);
  }

  private static BabeConfiguration configuration(Chain chain) {
    return EpochViews.genesisConfiguration(chain)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "expected BabeApi_configuration to answer on the genesis"));
  }

  /**
   * How long a slot of a chain is.
   *
   * @throws IllegalArgumentException when the chain's genesis has no BABE
   */
  public static Duration slotDuration(Chain chain) {
    return Duration.ofMillis(configuration(chain).slotDuration());
  }

  public long slotDurationMillis() {
    return genesis.slotDuration();
  }

  /** The slot of a moment. */
  public long slotAt(Instant moment) {
    return moment.toEpochMilli() / genesis.slotDuration();
  }

  /** The epoch of a child of {@code parent} in {@code slot}. */
  public Optional<Epoch> epochOf(Hash256 parent, long slot) {
    return epochs.after(parent).map(view -> view.epochOf(slot));
  }

  /**
   * What has to be stored with a block to which the chain jumps, so that its children can be
   * checked; nothing when its runtime does not tell.
   *
   * @param state of the block
   */
  public Optional<Batch> forJump(Hash256 block, StateTrie state) {
    return EpochViews.told(chain, state)
        .map(view -> {
          Batch batch = new Batch();
          EpochViews.put(batch, block, view);
          return batch;
        });
  }

  /** The slot that a block's author claims; nothing for block 0. */
  public static Optional<Long> slotOf(Header header) {
    return BabeDigest.claim(header).map(BabePreDigest::slot);
  }

  @Override
  public HeaderCheck check(Header sealed, Instant now) {
    Optional<BabePreDigest> claim = BabeDigest.claim(sealed);
    if (claim.isEmpty()) {
      return refused(new BabeRefusal.NoClaim("expected one well-formed BABE pre-digest"));
    }
    Optional<Bytes> seal = BabeDigest.seal(sealed);
    if (seal.isEmpty() || seal.get().size() != 64) {
      return refused(new BabeRefusal.NoSeal("expected a BABE seal of 64 bytes at the end"));
    }
    long slot = claim.get().slot();
    // One slot ahead is let pass: clocks differ.
    if (slot > slotAt(now) + 1) {
      return refused(new BabeRefusal.SlotInFuture(slotAt(now), slot));
    }
    Optional<Long> parentSlot = chain.header(sealed.parentHash()).flatMap(BabeEngine::slotOf);
    if (parentSlot.isPresent() && slot <= parentSlot.get()) {
      return refused(new BabeRefusal.SlotNotAfterParent(parentSlot.get(), slot));
    }
    Optional<EpochView> view = epochs.after(sealed.parentHash());
    return view.isEmpty()
        ? refused(new BabeRefusal.EpochUnknown())
        : check(sealed, claim.get(), seal.get(), view.get());
  }

  private static HeaderCheck refused(BabeRefusal reason) {
    return new HeaderCheck.Refused(reason);
  }

  private HeaderCheck check(Header sealed, BabePreDigest claim, Bytes seal, EpochView view) {
    Epoch epoch = view.epochOf(claim.slot());
    Header unsealed = sealed.unsealed();
    Optional<BabeRefusal> mistake =
        new ClaimCheck(epoch, claim).mistake(BlockRef.hash(unsealed), seal);
    if (mistake.isPresent()) {
      return refused(mistake.get());
    }
    Bytes author = epoch.authorities().get(claim.authorityIndex()).id();
    history.note(author, claim.slot(), sealed).ifPresent(equivocations);
    Optional<BabeConsensusLog.NextEpochData> announced = BabeDigest.nextEpoch(sealed);
    boolean begins = view.begins(claim.slot());
    if (begins && announced.isEmpty()) {
      return refused(new BabeRefusal.EpochNotAnnounced(epoch.epochIndex()));
    }
    if (!begins && announced.isPresent()) {
      return refused(new BabeRefusal.UnexpectedEpochAnnouncement(epoch.epochIndex()));
    }
    Batch extra = new Batch();
    if (begins) {
      EpochView next =
          view.after(
              claim.slot(),
              announced.get(),
              BabeDigest.nextConfig(sealed).map(BabeConsensusLog.NextConfigData::descriptor));
      EpochViews.put(extra, BlockRef.hash(sealed), next);
    }
    return new HeaderCheck.Accepted(
        unsealed, claim.slot(), claim instanceof BabePreDigest.Primary ? 1 : 0, extra);
  }
}
