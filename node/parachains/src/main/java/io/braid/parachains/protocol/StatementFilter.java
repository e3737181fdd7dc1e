package io.braid.parachains.protocol;

import io.braid.primitives.Bits;
import io.braid.scale.Scale;

/**
 * Some of the statements that the members of a group can make about a candidate: a bit for each
 * member, in the group's order.
 */
@Scale(path = "polkadot_node_network_protocol::v3::StatementFilter")
public record StatementFilter(Bits secondedInGroup, Bits validatedInGroup) {
  /** None of them. */
  public static StatementFilter blank(int groupSize) {
    return new StatementFilter(Bits.zeros(groupSize), Bits.zeros(groupSize));
  }

  public boolean fits(int groupSize) {
    return secondedInGroup.size() == groupSize && validatedInGroup.size() == groupSize;
  }

  public boolean contains(int member, CompactStatement statement) {
    return bits(statement).get(member);
  }

  /** With one statement more. */
  public StatementFilter with(int member, CompactStatement statement) {
    return switch (statement) {
      case CompactStatement.Seconded s ->
          new StatementFilter(secondedInGroup.with(member, true), validatedInGroup);
      case CompactStatement.Valid v ->
          new StatementFilter(secondedInGroup, validatedInGroup.with(member, true));
    };
  }

  private Bits bits(CompactStatement statement) {
    return switch (statement) {
      case CompactStatement.Seconded s -> secondedInGroup;
      case CompactStatement.Valid v -> validatedInGroup;
    };
  }
}
