package io.braid.frame.executive;

import io.braid.frame.Call;
import io.braid.frame.MultiAddress;
import java.util.List;

/** An extrinsic as it stands in a block, not yet checked. */
public sealed interface Extrinsic {
  Call call();

  /** An inherent or an unsigned transaction. */
  record Bare(Call call) implements Extrinsic {}

  /**
   * @param explicit what each extension carries, in their order
   */
  record Signed(MultiAddress address, MultiSignature signature, List<Object> explicit, Call call)
      implements Extrinsic {}
}
