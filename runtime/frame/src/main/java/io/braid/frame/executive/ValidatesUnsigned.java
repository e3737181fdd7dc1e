package io.braid.frame.executive;

import io.braid.frame.Call;
import io.braid.frame.extension.TransactionRefused;
import io.braid.runtime.api.TransactionSource;
import io.braid.runtime.api.ValidTransaction;
import java.util.Optional;

/** A pallet that accepts unsigned transactions other than inherents. */
public interface ValidatesUnsigned {
  /**
   * Judges an unsigned call.
   *
   * @return empty when the call is none of this pallet's business
   */
  Optional<ValidTransaction> validateUnsigned(TransactionSource source, Call call)
      throws TransactionRefused;
}
