package io.braid.frame;

import io.braid.runtime.api.InherentData;
import java.util.Optional;

/** A pallet that puts an unsigned call of its own into every block. */
public interface ProvidesInherent {
  /** The inherent for a new block, when the data asks for one. */
  Optional<Call> createInherent(InherentData data);

  boolean isInherent(Call call);

  /** Whether a block without this pallet's inherent is invalid. */
  default boolean required() {
    return false;
  }

  /**
   * Judges the inherent of somebody else's block against one's own data.
   *
   * @return what is wrong, if anything
   */
  default Optional<InherentRefusal> check(Call call, InherentData data) {
    return Optional.empty();
  }

  /**
   * @param identifier the 8 characters of the inherent
   * @param fatal whether no later look at the block could find it right
   */
  record InherentRefusal(String identifier, boolean fatal, String reason) {}
}
