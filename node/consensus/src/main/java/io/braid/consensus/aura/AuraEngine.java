package io.braid.consensus.aura;

import io.braid.consensus.chain.Batch;
import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.importing.ConsensusEngine;
import io.braid.consensus.importing.HeaderCheck;
import io.braid.consensus.ports.Keystore;
import io.braid.crypto.keys.KeyScheme;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.Header;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Verifies, claims and seals Aura's slots: slot n belongs to authority n modulo their count. An
 * author may make several blocks in its slot; how many is the runtime's business.
 */
public final class AuraEngine implements ConsensusEngine {
  public static final Bytes ENGINE = Bytes.utf8("aura");
  private static final int MAX_AUTHORITIES = 100_000;
  private static final Codec<List<Bytes>> AUTHORITIES =
      Codecs.list(Codecs.fixedBytes(32), MAX_AUTHORITIES);

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
    long duration =
        chain
            .query(chain.genesis().hash(), "AuraApi_slot_duration", new byte[0], Codecs.U64)
            .filter(millis -> millis > 0)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "expected AuraApi_slot_duration to answer on the genesis"));
    return new AuraEngine(chain, duration);
  }

  public long slotDurationMillis() {
    return slotDurationMillis;
  }

  /** The slot of a moment. */
  public long slotAt(Instant moment) {
    return moment.toEpochMilli() / slotDurationMillis;
  }

  /** The slot that a block's author claims; nothing for block 0. */
  public static Optional<Long> slotOf(Header header) {
    for (DigestItem item : header.digest().logs()) {
      if (item instanceof DigestItem.PreRuntime(Bytes engine, Bytes data)
          && engine.equals(ENGINE)
          && data.size() == 8) {
        return Optional.of(new ScaleReader(data).u64());
      }
    }
    return Optional.empty();
  }

  private List<Bytes> authorities(Hash256 parent) {
    return chain.query(parent, "AuraApi_authorities", new byte[0], AUTHORITIES).orElse(List.of());
  }

  private static int turn(long slot, int authorities) {
    return (int) Long.remainderUnsigned(slot, authorities);
  }

  /** The right to author a child of {@code parent} in {@code slot}, if a key here has it. */
  public Optional<AuraClaim> claim(Hash256 parent, long slot, Keystore keys) {
    List<Bytes> authorities = authorities(parent);
    if (authorities.isEmpty()) {
      return Optional.empty();
    }
    Bytes author = authorities.get(turn(slot, authorities.size()));
    return keys.publicKeys(KeyScheme.SR25519, Keystore.AURA).contains(author)
        ? Optional.of(new AuraClaim(slot, author))
        : Optional.empty();
  }

  /** The header with its author's seal; nothing without the author's key. */
  public static Optional<Header> seal(Header unsealed, AuraClaim claim, Keystore keys) {
    byte[] hash = BlockRef.hash(unsealed).unsafeArray();
    return keys.sign(KeyScheme.SR25519, Keystore.AURA, claim.author(), hash)
        .map(signature ->
            unsealed.withDigest(unsealed.digest().with(new DigestItem.Seal(ENGINE, signature))));
  }

  @Override
  public HeaderCheck check(Header sealed, Instant now) {
    Optional<Long> slot = slotOf(sealed);
    if (slot.isEmpty()) {
      return new HeaderCheck.Refused(new AuraRefusal.NoClaim());
    }
    // One slot ahead is let pass: clocks differ.
    if (slot.get() > slotAt(now) + 1) {
      return new HeaderCheck.Refused(new AuraRefusal.SlotInFuture(slotAt(now), slot.get()));
    }
    Optional<Long> before = chain.header(sealed.parentHash()).flatMap(AuraEngine::slotOf);
    if (before.isPresent() && slot.get() < before.get()) {
      return new HeaderCheck.Refused(new AuraRefusal.SlotBeforeParent(before.get(), slot.get()));
    }
    return sealed.digest().logs().getLast() instanceof DigestItem.Seal(Bytes engine, Bytes data)
            && engine.equals(ENGINE)
        ? checkSeal(sealed, slot.get(), data)
        : new HeaderCheck.Refused(new AuraRefusal.NoSeal());
  }

  private HeaderCheck checkSeal(Header sealed, long slot, Bytes seal) {
    List<Bytes> authorities = authorities(sealed.parentHash());
    if (authorities.isEmpty()) {
      return new HeaderCheck.Refused(new AuraRefusal.NoAuthorities());
    }
    int turn = turn(slot, authorities.size());
    Header unsealed = sealed.unsealed();
    boolean signed =
        chain
            .signatures()
            .sr25519(
                seal.unsafeArray(),
                BlockRef.hash(unsealed).unsafeArray(),
                authorities.get(turn).unsafeArray());
    return signed
        ? new HeaderCheck.Accepted(unsealed, slot, 0, new Batch())
        : new HeaderCheck.Refused(new AuraRefusal.BadSeal(turn));
  }
}
