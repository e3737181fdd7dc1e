package io.braid.consensus.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.primitives.Hash256;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random trees of blocks against a model that only knows parents. */
class BlockTreePropertyTest {
  private record Node(BlockRef block, int parent, long totalWeight) {}

  private final List<Node> model = new ArrayList<>();

  private static Hash256 hash(int n) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) n;
    bytes[1] = (byte) (n >>> 8);
    return Hash256.of(bytes);
  }

  private boolean isAncestorOrSame(int ancestor, int descendant) {
    int at = descendant;
    while (at > ancestor) {
      at = model.get(at).parent();
    }
    return at == ancestor;
  }

  /** The first of those with the greatest weight, then number, among the descendants. */
  private int bestAbove(int base) {
    int best = base;
    for (int i = 0; i < model.size(); i++) {
      Node node = model.get(i);
      Node found = model.get(best);
      boolean better =
          node.totalWeight() != found.totalWeight()
              ? node.totalWeight() > found.totalWeight()
              : node.block().number() > found.block().number();
      if (isAncestorOrSame(base, i) && better) {
        best = i;
      }
    }
    return best;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void bestAncestryAndFinalityAreThoseOfTheModel(long seed) {
    Random random = new Random(seed);
    BlockRef genesis = new BlockRef(0, hash(0));
    model.add(new Node(genesis, -1, 0));
    BlockTree tree =
        new BlockTree(new BlockTree.Entry(genesis, Hash256.ZERO, 0), ForkChoice.HEAVIEST);
    int root = 0;
    for (int i = 1; i < 300; i++) {
      int parent = pickAbove(random, root);
      long weight = random.nextInt(2);
      Node above = model.get(parent);
      Node node =
          new Node(
              new BlockRef(above.block().number() + 1, hash(i)),
              parent,
              above.totalWeight() + weight);
      model.add(node);
      tree.add(node.block(), above.block().hash(), weight);
      assertThat(tree.best()).isEqualTo(model.get(bestAbove(root)).block());
      if (random.nextInt(20) == 0) {
        root = finalise(tree, root, pickAbove(random, root));
      }
      int a = random.nextInt(model.size());
      if (tree.find(hash(a)).isPresent()) {
        assertThat(tree.isAncestorOrSame(hash(a), hash(i)))
            .isEqualTo(isAncestorOrSame(a, i) && tree.find(hash(i)).isPresent());
        assertThat(model.get(bestAbove(a)).block()).isEqualTo(tree.bestContaining(hash(a)));
      }
    }
  }

  private int pickAbove(Random random, int root) {
    while (true) {
      int found = random.nextInt(model.size());
      if (isAncestorOrSame(root, found)) {
        return found;
      }
    }
  }

  private int finalise(BlockTree tree, int root, int chosen) {
    Set<BlockRef> before = new LinkedHashSet<>();
    for (int i = 0; i < model.size(); i++) {
      if (tree.find(hash(i)).isPresent()) {
        before.add(model.get(i).block());
      }
    }
    BlockTree.Pruned pruned = tree.finalise(hash(chosen));
    for (int i = 0; i < model.size(); i++) {
      BlockRef block = model.get(i).block();
      assertThat(tree.find(hash(i)).isPresent()).isEqualTo(isAncestorOrSame(chosen, i));
      boolean onTheWay = i != root && isAncestorOrSame(root, i) && isAncestorOrSame(i, chosen);
      assertThat(pruned.finalised().contains(block)).isEqualTo(onTheWay);
      boolean fork = !isAncestorOrSame(chosen, i) && !isAncestorOrSame(i, chosen);
      assertThat(pruned.discarded().contains(block)).isEqualTo(before.contains(block) && fork);
    }
    assertThat(tree.root()).isEqualTo(model.get(chosen).block());
    return chosen;
  }
}
