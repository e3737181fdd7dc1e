package io.braid.xcm;

import io.braid.primitives.Bytes;
import io.braid.primitives.U128;
import io.braid.scale.Compact;
import io.braid.scale.Scale;
import io.braid.scale.Size;
import io.braid.scale.Unnamed;
import io.braid.scale.Width;
import java.util.Optional;

/** One step down a path of consensus systems. */
@Scale(path = "staging_xcm::v5::junction::Junction")
public sealed interface Junction {
  @Unnamed
  record Parachain(@Compact int id) implements Junction {}

  record AccountId32(Optional<NetworkId> network, @Size(32) Bytes id) implements Junction {}

  record AccountIndex64(Optional<NetworkId> network, @Compact long index) implements Junction {}

  record AccountKey20(Optional<NetworkId> network, @Size(20) Bytes key) implements Junction {}

  @Unnamed
  record PalletInstance(@Width(8) int index) implements Junction {}

  @Unnamed
  record GeneralIndex(@Compact U128 index) implements Junction {}

  /**
   * @param length how many bytes of {@code data} count, from the first
   */
  record GeneralKey(@Width(8) int length, @Size(32) Bytes data) implements Junction {}

  record OnlyChild() implements Junction {}

  record Plurality(BodyId id, BodyPart part) implements Junction {}

  @Unnamed
  record GlobalConsensus(NetworkId network) implements Junction {}
}
