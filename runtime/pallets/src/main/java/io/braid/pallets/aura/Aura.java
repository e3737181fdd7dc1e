package io.braid.pallets.aura;

import io.braid.frame.Hooks;
import io.braid.frame.Pallet;
import io.braid.frame.PalletContext;
import io.braid.frame.executive.InvalidBlock;
import io.braid.frame.storage.StorageValue;
import io.braid.frame.system.FrameSystem;
import io.braid.pallets.authorship.FindAuthor;
import io.braid.pallets.timestamp.OnTimestampSet;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.Digest;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.HeaderCodec;
import io.braid.runtime.api.Weight;
import io.braid.runtime.api.aura.AuraApi;
import io.braid.scale.Codecs;
import io.braid.scale.Max;
import java.util.List;
import java.util.Optional;

/** Aura: slot {@code s} belongs to authority {@code s mod n}. */
@Pallet
public final class Aura implements Hooks, AuraApi, FindAuthor, OnTimestampSet {
  private static final int MAX_AUTHORITIES = 1_000;
  private static final long DEFAULT_SLOT_MILLIS = 6_000;
  private static final Bytes ENGINE = Bytes.utf8("aura");

  /** The current authority set: sr25519 keys. */
  public final StorageValue<@Max(MAX_AUTHORITIES) List<Bytes>> authorities;

  /** The current slot of this block. This will be set in on_initialize. */
  public final StorageValue<Long> currentSlot;

  /** Milliseconds of a slot: genesis data, never changed afterwards. */
  public final StorageValue<Long> slotDuration;

  private final FrameSystem system;

  public Aura(PalletContext context, FrameSystem system) {
    this.system = system;
    authorities =
        context.value(
            "Authorities", Codecs.list(Codecs.fixedBytes(32), MAX_AUTHORITIES), List.of());
    currentSlot = context.value("CurrentSlot", Codecs.U64, 0L);
    slotDuration = context.value("SlotDuration", Codecs.U64, DEFAULT_SLOT_MILLIS);
    context.genesisConstant("SlotDuration", Codecs.U64, slotDuration::get);
  }

  @Override
  public long slotDuration() {
    return slotDuration.get();
  }

  @Override
  public List<Bytes> authorities() {
    return authorities.get();
  }

  @Override
  public Weight onInitialize(int number) {
    Optional<Long> slot = slot(system.digest.get());
    if (slot.isPresent()) {
      long before = currentSlot.get();
      // Several blocks may be in a slot; whoever counts them says how many.
      if (slot.get() < before) {
        throw new InvalidBlock("expected slot " + before + " or a later one, found " + slot.get());
      }
      currentSlot.set(slot.get());
    }
    return Weight.ZERO;
  }

  /** The slot of the block in progress. */
  public long currentSlot() {
    return currentSlot.get();
  }

  private static Optional<Long> slot(Digest digest) {
    for (DigestItem item : digest.logs()) {
      if (item instanceof DigestItem.PreRuntime pre && pre.engine().equals(ENGINE)) {
        return Optional.of(Codecs.U64.decodeAll(pre.data()));
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<AccountId> findAuthor(Digest digest) {
    return slot(digest).flatMap(this::author).map(AccountId::of);
  }

  private Optional<Bytes> author(long slot) {
    List<Bytes> known = authorities.get();
    return known.isEmpty()
        ? Optional.empty()
        : Optional.of(known.get((int) Long.remainderUnsigned(slot, known.size())));
  }

  @Override
  public void onTimestampSet(long moment) {
    long slot = moment / slotDuration.get();
    if (slot != currentSlot.get()) {
      throw new InvalidBlock(
          "expected a timestamp within slot " + currentSlot.get() + ", found one in slot " + slot);
    }
  }

  /**
   * Checks that the author of the slot sealed the header, against the state of its parent.
   *
   * @return the header without its seal
   * @throws InvalidBlock when the seal is missing or somebody else's
   */
  public Header unseal(Header sealed) {
    List<DigestItem> logs = sealed.digest().logs();
    if (logs.isEmpty()
        || !(logs.get(logs.size() - 1) instanceof DigestItem.Seal seal)
        || !seal.engine().equals(ENGINE)) {
      throw new InvalidBlock("expected an aura seal at the end of the digest, found none");
    }
    Header header = sealed.unsealed();
    long slot =
        slot(header.digest())
            .orElseThrow(() -> new InvalidBlock("expected an aura slot in the digest, found none"));
    Bytes author =
        author(slot).orElseThrow(() -> new InvalidBlock("expected at least one aura authority"));
    byte[] hash = system.host().blake2b256(HeaderCodec.CODEC.encode(header));
    boolean valid =
        seal.data().size() == 64
            && system.host().sr25519Verify(seal.data().unsafeArray(), hash, author.unsafeArray());
    if (!valid) {
      throw new InvalidBlock("expected the seal of " + author + ", the author of slot " + slot);
    }
    return header;
  }

  /** Sets slot length and authorities before the first block. */
  public void genesis(long slotMillis, List<Bytes> initial) {
    slotDuration.set(slotMillis);
    authorities.set(initial);
  }
}
