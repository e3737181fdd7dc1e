package io.braid.frame;

import io.braid.frame.storage.Storage;
import io.braid.runtime.api.ApiInfo;
import io.braid.runtime.api.DispatchError;
import io.braid.runtime.api.DispatchInfo;
import java.util.List;

/** A composed runtime as the SDK needs it; the processor writes the implementation. */
public interface RuntimeParts extends RuntimeTypes {
  Storage storage();

  /** Runs a call. What it wrote stays even when it fails: the caller opens the storage layer. */
  PostDispatch dispatch(Origin origin, Call call) throws DispatchFailure;

  DispatchInfo info(Call call);

  DispatchError.Module moduleError(PalletError error);

  /** The pallets in order of declaration. */
  List<PalletInfo> pallets();

  /** Those of the pallets that have hooks, in the same order. */
  List<Hooks> hooks();

  /** Those of the pallets that make inherents, in the same order. */
  List<ProvidesInherent> inherents();

  List<ApiInfo> apis();
}
