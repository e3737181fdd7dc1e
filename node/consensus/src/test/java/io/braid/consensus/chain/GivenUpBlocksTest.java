package io.braid.consensus.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.primitives.Hash256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tree of two forks: 0 - 1 - 2 - 3, and 1 - 12. */
class GivenUpBlocksTest {
  private final BlockTree tree =
      new BlockTree(new BlockTree.Entry(block(0, 0), hash(99), 0), ForkChoice.HEAVIEST);

  private static Hash256 hash(int name) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) name;
    return Hash256.of(bytes);
  }

  private static BlockRef block(int number, int name) {
    return new BlockRef(number, hash(name));
  }

  @BeforeEach
  void grow() {
    tree.add(block(1, 1), hash(0), 1);
    tree.add(block(2, 2), hash(1), 1);
    tree.add(block(3, 3), hash(2), 1);
    tree.add(block(2, 12), hash(1), 1);
  }

  @Test
  void theBestOfTheOthersTakesItsPlace() {
    tree.giveUp(hash(2));

    assertThat(tree.best()).isEqualTo(block(2, 12));
    assertThat(tree.bestContaining(hash(0))).isEqualTo(block(2, 12));
    assertThat(tree.bestContaining(hash(2))).as("nothing above it").isEqualTo(block(2, 2));
  }

  @Test
  void whatBuildsOnItLaterIsGivenUpToo() {
    tree.giveUp(hash(3));
    assertThat(tree.best()).isEqualTo(block(2, 2));

    assertThat(tree.add(block(4, 4), hash(3), 5)).isFalse();
    assertThat(tree.best()).isEqualTo(block(2, 2));
    assertThat(tree.add(block(3, 13), hash(12), 1)).isTrue();
    assertThat(tree.best()).isEqualTo(block(3, 13));
  }

  @Test
  void whatBecomesFinalAllTheSameIsBuiltOnAgain() {
    tree.giveUp(hash(2));
    tree.finalise(hash(2));

    assertThat(tree.best()).isEqualTo(block(3, 3));
    assertThat(tree.add(block(4, 4), hash(3), 1)).isTrue();
  }

  @Test
  void theLastFinalBlockCannotBeGivenUp() {
    tree.giveUp(hash(0));

    assertThat(tree.best()).isEqualTo(block(3, 3));
  }
}
