package io.braid.frame;

import io.braid.scale.Codec;

/** The outer types of a runtime, for codecs that depend on which pallets it has. */
public interface RuntimeTypes {
  /** Any call of the runtime: the pallet's index, then the call. */
  Codec<Call> call();

  /** Any event of the runtime: the pallet's index, then the event. */
  Codec<PalletEvent> event();

  /** The description of any error of the runtime; encodes nothing. */
  Codec<PalletError> error();
}
