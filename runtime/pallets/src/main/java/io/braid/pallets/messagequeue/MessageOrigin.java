package io.braid.pallets.messagequeue;

import io.braid.scale.Scale;
import io.braid.scale.Unnamed;

/** Where a message came from. */
@Scale(path = "cumulus_primitives_core::AggregateMessageOrigin")
public sealed interface MessageOrigin {
  /** This chain itself. */
  record Here() implements MessageOrigin {}

  /** The relay chain. */
  record Parent() implements MessageOrigin {}

  /** Another parachain, over a channel. */
  @Unnamed
  record Sibling(int paraId) implements MessageOrigin {}

  /** A parachain, on the relay chain. */
  @Unnamed
  record Ump(int paraId) implements MessageOrigin {}
}
