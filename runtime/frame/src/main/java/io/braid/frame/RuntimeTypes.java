package io.braid.frame;

import io.braid.frame.currency.Reason;
import io.braid.scale.Codec;

/** The outer types of a runtime, for codecs that depend on which pallets it has. */
public interface RuntimeTypes {
  /** Any call of the runtime: the pallet's index, then the call. */
  Codec<Call> call();

  /** Any event of the runtime: the pallet's index, then the event. */
  Codec<PalletEvent> event();

  /** The description of any error of the runtime; encodes nothing. */
  Codec<PalletError> error();

  /** In whose name a call may run: the index of the pallet that knows such an origin, then it. */
  Codec<Origin> origin();

  /**
   * The runtime's record of session keys.
   *
   * @throws IllegalStateException when the runtime has none
   */
  Codec<OpaqueKeys> keys();

  /** Why funds may be held: the pallet's index, then its reason. */
  Codec<Reason> holdReason();

  /** Why funds may be frozen: the pallet's index, then its reason. */
  Codec<Reason> freezeReason();
}
