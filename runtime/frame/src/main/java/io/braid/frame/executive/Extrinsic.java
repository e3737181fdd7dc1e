package io.braid.frame.executive;

import io.braid.frame.Call;
import io.braid.frame.MultiAddress;
import java.util.List;

/** An extrinsic as it stands in a block, not yet checked. */
public sealed interface Extrinsic {
  Call call();

  /** An inherent or an unsigned transaction. */
  record Bare(Call call) implements Extrinsic {}

  /** What comes from outside and passes through the extensions. */
  sealed interface Transaction extends Extrinsic {
    /** What each extension carries, in their order. */
    List<Object> explicit();
  }

  /** A transaction of version 4. */
  record Signed(MultiAddress address, MultiSignature signature, List<Object> explicit, Call call)
      implements Transaction {}

  /**
   * A transaction of version 5. In the runtime's second set of extensions one more stands in front,
   * which says who sends it.
   *
   * @param verification {@code Disabled} in the first set, which does not have it
   */
  record General(ExtensionSet set, VerifySignature verification, List<Object> explicit, Call call)
      implements Transaction {}
}
