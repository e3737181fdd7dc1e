package io.braid.pallets.historical;

import io.braid.frame.Call;
import io.braid.frame.executive.Extrinsic;
import io.braid.frame.executive.Extrinsics;
import io.braid.frame.extension.TransactionRefused;
import io.braid.pallets.offences.Offence;
import io.braid.pallets.offences.Offences;
import io.braid.pallets.offences.Offender;
import io.braid.pallets.session.KeyType;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.Host;
import io.braid.runtime.api.InvalidTransaction;
import io.braid.runtime.api.TransactionSource;
import io.braid.runtime.api.ValidTransaction;
import io.braid.runtime.api.session.MembershipProof;
import io.braid.runtime.api.session.MembershipProofCodec;
import io.braid.scale.Codecs;
import io.braid.scale.Decoded;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What reports of one kind of offence have in common: an offender that is named by its session key
 * and a proof that it held it, and a transaction that nobody signs and that only the block's author
 * brings in.
 */
public final class EquivocationReports {
  private final Host host;
  private final Historical historical;
  private final Offences offences;
  private final Supplier<Optional<AccountId>> author;
  private final Supplier<Extrinsics> extrinsics;
  private final LongSupplier longevity;

  /**
   * @param author who is thanked for a report that nobody signed
   * @param longevity blocks for which an offender can be reported
   */
  public EquivocationReports(
      Host host,
      Historical historical,
      Offences offences,
      Supplier<Optional<AccountId>> author,
      Supplier<Extrinsics> extrinsics,
      LongSupplier longevity) {
    this.host = host;
    this.historical = historical;
    this.offences = offences;
    this.author = author;
    this.extrinsics = extrinsics;
    this.longevity = longevity;
  }

  /** Who held the key, if the proof proves it. */
  public Optional<Offender> owner(KeyType type, Bytes key, MembershipProof proof) {
    return historical.check(type, key, proof);
  }

  /** A proof of who holds the key now, in SCALE, for runtime APIs. */
  public Bytes prove(KeyType type, Bytes key) {
    return MembershipProofCodec.CODEC.encodeToBytes(historical.prove(type, key));
  }

  /**
   * Records the offence, thanks to whoever reported it or else the author.
   *
   * @return false when it is known
   */
  public boolean report(Optional<AccountId> reporter, Offence offence) {
    return offences.report(reporter.or(author).stream().toList(), offence);
  }

  /**
   * Records an offence that the chain itself has found: nobody is thanked.
   *
   * @return false when it is known
   */
  public boolean record(Offence offence) {
    return offences.report(List.of(), offence);
  }

  /**
   * Judges an unsigned report: it must come from the author itself, be new, and name its offender
   * with a proof.
   *
   * @param tag what no two reports in the pool may share
   */
  public ValidTransaction validate(
      TransactionSource source, Optional<Offender> owner, String kind, Bytes timeSlot, Bytes tag)
      throws TransactionRefused {
    if (source == TransactionSource.EXTERNAL) {
      throw TransactionRefused.of(new InvalidTransaction.Call());
    }
    if (owner.isEmpty()) {
      throw TransactionRefused.of(new InvalidTransaction.BadProof());
    }
    if (offences.isKnown(kind, timeSlot, owner.get())) {
      throw TransactionRefused.of(new InvalidTransaction.Stale());
    }
    return new ValidTransaction(-1L, List.of(), List.of(tag), longevity.getAsLong(), false);
  }

  /** Hands a call to the node's pool as a transaction that nobody signs. */
  public boolean submit(Call call) {
    return host.submitTransaction(extrinsics.get().encode(new Extrinsic.Bare(call)));
  }

  /** A proof as runtime APIs carry it; empty when it is none. */
  public static Optional<MembershipProof> decode(Bytes opaque) {
    return MembershipProofCodec.CODEC.tryDecode(opaque)
            instanceof Decoded.Value<MembershipProof> proof
        ? Optional.of(proof.value())
        : Optional.empty();
  }

  /** What runtime APIs that submit a report answer: something, or nothing. */
  public static Optional<Codecs.Unit> answer(boolean submitted) {
    return submitted ? Optional.of(Codecs.Unit.UNIT) : Optional.empty();
  }
}
