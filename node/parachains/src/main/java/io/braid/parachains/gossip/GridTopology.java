package io.braid.parachains.gossip;

import io.braid.crypto.hash.Blake2b;
import io.braid.primitives.Bytes;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Where the validators of a session stand in a grid: shuffled, in rows as long as the root of their
 * number. What one of them says goes to its row and its column; those in its row pass it down their
 * columns, those in its column along their rows. So it comes to everybody in two steps and on two
 * ways, and nobody sends it to more than two roots of all. Parity's implementers' guide, "Gossip
 * Support".
 */
final class GridTopology {
  private static final Bytes SEED_PREFIX = Bytes.utf8("gossipsu");

  private final int[] shuffled;
  private final int[] places;
  private final int width;

  /**
   * One validator's neighbours.
   *
   * @param row validators, by their indices in the session
   * @param column validators, by their indices in the session
   */
  record Neighbours(SortedSet<Integer> row, SortedSet<Integer> column) {}

  private GridTopology(int[] shuffled) {
    this.shuffled = shuffled;
    width = (int) Math.sqrt(shuffled.length);
    places = new int[shuffled.length];
    for (int place = 0; place < shuffled.length; place++) {
      places[shuffled[place]] = place;
    }
  }

  /**
   * The grid of a session.
   *
   * @param randomness of its BABE epoch, 32 bytes
   * @param validators how many have a discovery key in it
   */
  static GridTopology of(Bytes randomness, int validators) {
    byte[] seed = Blake2b.hash256(Bytes.concat(SEED_PREFIX, randomness).toArray());
    ChaChaRandom source = new ChaChaRandom(seed);
    int[] shuffled = inOrder(validators);
    for (int i = validators - 1; i > 0; i--) {
      int other = source.below(i + 1);
      int kept = shuffled[i];
      shuffled[i] = shuffled[other];
      shuffled[other] = kept;
    }
    return new GridTopology(shuffled);
  }

  /** A grid in which everybody stands at its index. */
  static GridTopology unshuffled(int validators) {
    return new GridTopology(inOrder(validators));
  }

  private static int[] inOrder(int validators) {
    int[] all = new int[validators];
    for (int i = 0; i < validators; i++) {
      all[i] = i;
    }
    return all;
  }

  /**
   * Who stands in the row and the column of a validator, itself not.
   *
   * @throws IndexOutOfBoundsException when there is no such validator
   */
  Neighbours of(int validator) {
    int place = places[validator];
    TreeSet<Integer> row = new TreeSet<>();
    int rowBegin = place - place % width;
    for (int i = rowBegin; i < Math.min(rowBegin + width, shuffled.length); i++) {
      if (i != place) {
        row.add(shuffled[i]);
      }
    }
    TreeSet<Integer> column = new TreeSet<>();
    for (int i = place % width; i < shuffled.length; i += width) {
      if (i != place) {
        column.add(shuffled[i]);
      }
    }
    return new Neighbours(row, column);
  }
}
