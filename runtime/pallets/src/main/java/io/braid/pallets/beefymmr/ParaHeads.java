package io.braid.pallets.beefymmr;

import io.braid.primitives.Bytes;
import io.braid.scale.ScaleWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The heads of the parachains as leaves of a tree: each as a tuple of id and head. */
final class ParaHeads {
  /** More than there are cores for. */
  private static final int MAX = 1_024;

  private ParaHeads() {}

  static List<Bytes> leaves(SortedMap<Integer, Bytes> heads) {
    List<Bytes> leaves = new ArrayList<>();
    for (Map.Entry<Integer, Bytes> head : heads.entrySet()) {
      if (leaves.size() == MAX) {
        break;
      }
      leaves.add(
          new ScaleWriter(head.getValue().size() + 8)
              .u32(head.getKey())
              .bytes(head.getValue())
              .toBytes());
    }
    return leaves;
  }
}
