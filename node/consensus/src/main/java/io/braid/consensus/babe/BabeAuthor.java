package io.braid.consensus.babe;

import io.braid.consensus.authoring.Proposal;
import io.braid.consensus.authoring.ProposalLimits;
import io.braid.consensus.authoring.Proposer;
import io.braid.consensus.authoring.SignedSlots;
import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.importing.BlockImporter;
import io.braid.consensus.importing.ImportResult;
import io.braid.consensus.importing.InherentContext;
import io.braid.consensus.importing.InherentDataProvider;
import io.braid.consensus.ports.Keystore;
import io.braid.crypto.keys.KeyScheme;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.Digest;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.InherentData;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes this node's blocks: tries to claim each slot, builds on the best block, seals, imports. */
public final class BabeAuthor {
  /** Parts of a slot, out of three, that are for building; the rest is for the way to others. */
  private static final int BUILDING_THIRDS = 2;

  private final Chain chain;
  private final BabeEngine engine;
  private final Keystore keys;
  private final Proposer proposer;
  private final BlockImporter importer;
  private final List<InherentDataProvider> inherents;
  private final InstantSource clock;
  private final SignedSlots signed;

  public BabeAuthor(
      Chain chain,
      BabeEngine engine,
      Keystore keys,
      Proposer proposer,
      BlockImporter importer,
      List<InherentDataProvider> inherents,
      InstantSource clock) {
    this.chain = chain;
    this.engine = engine;
    this.keys = keys;
    this.proposer = proposer;
    this.importer = importer;
    this.inherents = new ArrayList<>(inherents);
    this.clock = clock;
    signed = new SignedSlots(chain.database(), BabeDigest.ENGINE);
  }

  /** Puts what {@code provider} knows into blocks from now on. */
  public void addInherents(InherentDataProvider provider) {
    inherents.add(provider);
  }

  /** Authors in the slot that is now, if it is ours; call once at the begin of each slot. */
  public SlotOutcome onSlot() {
    Instant now = clock.instant();
    long slot = engine.slotAt(now);
    BlockRef parent = chain.best();
    Optional<Long> parentSlot = chain.header(parent.hash()).flatMap(BabeEngine::slotOf);
    if (parentSlot.isPresent() && parentSlot.get() >= slot) {
      return new SlotOutcome.NotOurs(slot);
    }
    Optional<SlotClaim> claim =
        engine.epochOf(parent.hash(), slot).flatMap(epoch -> SlotClaim.of(epoch, slot, keys));
    if (claim.isEmpty()) {
      return new SlotOutcome.NotOurs(slot);
    }
    return !signed.isFree(slot, Bytes.EMPTY)
        ? alreadySigned(slot)
        : author(claim.get(), slot, new InherentContext(parent, slot, now));
  }

  private static SlotOutcome alreadySigned(long slot) {
    return new SlotOutcome.Failed(
        slot, "a block was signed in this slot before; see that the clock is not set back");
  }

  private SlotOutcome author(SlotClaim claim, long slot, InherentContext context) {
    InherentData data = InherentDataProvider.collect(inherents, context);
    long slotEnd = (slot + 1) * engine.slotDurationMillis();
    long left = slotEnd - context.now().toEpochMilli();
    Instant deadline = context.now().plusMillis(left * BUILDING_THIRDS / 3);
    Digest digest = new Digest(List.of(BabeDigest.claim(claim.preDigest())));
    return switch (proposer.propose(
        context.parent(), digest, data, ProposalLimits.until(deadline), false)) {
      case Proposal.Failed(String reason) -> new SlotOutcome.Failed(slot, reason);
      case Proposal.Built built -> seal(claim, slot, built);
    };
  }

  private SlotOutcome seal(SlotClaim claim, long slot, Proposal.Built built) {
    if (!signed.claim(slot, Bytes.EMPTY)) {
      return alreadySigned(slot);
    }
    Header unsealed = built.block().header();
    Optional<Bytes> seal =
        keys.sign(
            KeyScheme.SR25519,
            Keystore.BABE,
            claim.author(),
            BlockRef.hash(unsealed).unsafeArray());
    if (seal.isEmpty()) {
      return new SlotOutcome.Failed(slot, "expected the key of " + claim.author().hex());
    }
    Header sealed =
        unsealed.withDigest(
            unsealed.digest().with(new DigestItem.Seal(BabeDigest.ENGINE, seal.get())));
    return switch (importer.offerOwn(
        sealed, built.block().extrinsics(), built.state(), built.beside())) {
      case ImportResult.Imported imported ->
          new SlotOutcome.Authored(slot, imported.block(), sealed);
      case ImportResult other -> new SlotOutcome.Failed(slot, other.toString());
    };
  }
}
