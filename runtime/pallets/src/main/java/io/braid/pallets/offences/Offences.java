package io.braid.pallets.offences;

import io.braid.frame.Pallet;
import io.braid.frame.PalletContext;
import io.braid.frame.PalletEvent;
import io.braid.frame.Unbounded;
import io.braid.frame.storage.Hasher;
import io.braid.frame.storage.KeyPart;
import io.braid.frame.storage.StorageDoubleMap;
import io.braid.frame.storage.StorageMap;
import io.braid.frame.system.FrameSystem;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleWriter;
import io.braid.scale.Size;
import java.util.ArrayList;
import java.util.List;

/** The record of offences. */
@Pallet
public final class Offences {
  /** What was reported. */
  public sealed interface Event extends PalletEvent {
    /**
     * There is an offence reported of the given kind happened at the session index and
     * (kind-specific) time slot. This event is not deposited for duplicate slashes.
     */
    record Offence(@Size(16) Bytes kind, Bytes slot) implements Event {}
  }

  /** The primary structure that holds all offence records keyed by report identifiers. */
  @Unbounded public final StorageMap<Hash256, OffenceDetails> reports;

  /** A vector of reports of the same kind that happened at the same time slot. */
  @Unbounded public final StorageDoubleMap<Bytes, Bytes, List<Hash256>> concurrentReportsIndex;

  private final FrameSystem system;
  private final OffenceHandler handler;

  public Offences(PalletContext context, FrameSystem system, OffenceHandler handler) {
    this.system = system;
    this.handler = handler;
    reports =
        context.optionalMap(
            "Reports", Hasher.TWOX_64_CONCAT, Hash256.CODEC, OffenceDetailsCodec.CODEC);
    concurrentReportsIndex =
        context.doubleMap(
            "ConcurrentReportsIndex",
            new KeyPart<>(Hasher.TWOX_64_CONCAT, Codecs.fixedBytes(16)),
            new KeyPart<>(Hasher.TWOX_64_CONCAT, Codecs.bytes(Integer.MAX_VALUE)),
            Codecs.list(Hash256.CODEC, Integer.MAX_VALUE),
            List.of());
  }

  private Hash256 reportId(String kind, Bytes timeSlot, Offender offender) {
    return Hash256.of(
        system
            .host()
            .blake2b256(
                new ScaleWriter(96)
                    .raw(Bytes.utf8(kind))
                    .bytes(timeSlot)
                    .write(Offender.CODEC, offender)
                    .toArray()));
  }

  /** Whether the offender has been reported for this time slot. */
  public boolean isKnown(String kind, Bytes timeSlot, Offender offender) {
    return reports.contains(reportId(kind, timeSlot, offender));
  }

  /**
   * Records an offence that the caller has proved.
   *
   * @return false when all of its offenders were reported before
   */
  public boolean report(List<AccountId> reporters, Offence offence) {
    Bytes kind = Bytes.utf8(offence.kind());
    List<Hash256> concurrent =
        new ArrayList<>(concurrentReportsIndex.get(kind, offence.timeSlot()));
    int before = concurrent.size();
    for (Offender offender : offence.offenders()) {
      Hash256 id = reportId(offence.kind(), offence.timeSlot(), offender);
      if (!reports.contains(id)) {
        reports.set(id, new OffenceDetails(offender, reporters));
        concurrent.add(id);
      }
    }
    if (concurrent.size() == before) {
      return false;
    }
    concurrentReportsIndex.set(kind, offence.timeSlot(), concurrent);
    List<OffenceDetails> details = new ArrayList<>();
    concurrent.forEach(id -> reports.find(id).ifPresent(details::add));
    handler.onOffence(details, offence.slashFraction().apply(details.size()), offence.session());
    system.deposit(new Event.Offence(kind, offence.timeSlot()));
    return true;
  }
}
