package io.braid.runtime.api.mmr;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.crypto.hash.Keccak;
import io.braid.primitives.Hash256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MmrProofPropertyTest {
  private static final int LEAVES = 130;
  private static final MmrHashing KECCAK = Keccak::hash256;
  private static final Map<Long, Hash256> NODES = MmrVectorTest.nodes(LEAVES);
  private static final LeafProofs PROOFS = new LeafProofs(KECCAK);
  private static final AncestryProofs ANCESTRY = new AncestryProofs(KECCAK);

  private static Optional<Hash256> node(long position) {
    return Optional.ofNullable(NODES.get(position));
  }

  private static Hash256 other(Hash256 hash) {
    return KECCAK.merge(hash, hash);
  }

  private static List<Hash256> hashes(List<Long> indices) {
    return indices.stream().map(i -> NODES.get(MmrShape.leafPosition(i))).toList();
  }

  @Test
  void whatIsProvedIsVerifiedAndNothingElse() {
    long seed = 20_261_124;
    Random random = new Random(seed);
    for (int run = 0; run < 400; run++) {
      int count = 1 + random.nextInt(LEAVES);
      TreeSet<Long> chosen = new TreeSet<>();
      for (int i = random.nextInt(6); i >= 0; i--) {
        chosen.add((long) random.nextInt(count));
      }
      List<Long> indices = List.copyOf(chosen);
      LeafProof proof = PROOFS.prove(MmrProofPropertyTest::node, indices, count).orElseThrow();
      Hash256 root = MmrVectorTest.root(NODES, count);
      String what = "seed " + seed + ", run " + run + ": " + indices + " of " + count;

      assertThat(PROOFS.root(hashes(indices), proof)).as(what).contains(root);

      List<Hash256> wrong = new ArrayList<>(hashes(indices));
      int at = random.nextInt(wrong.size());
      wrong.set(at, other(wrong.get(at)));
      assertThat(PROOFS.root(wrong, proof)).as(what).isNotEqualTo(Optional.of(root));
      List<Hash256> more = new ArrayList<>(proof.items());
      more.add(root);
      assertThat(PROOFS.root(hashes(indices), new LeafProof(indices, count, more)))
          .as(what)
          .isNotEqualTo(Optional.of(root));
      if (!proof.items().isEmpty()) {
        List<Hash256> fewer = proof.items().subList(1, proof.items().size());
        assertThat(PROOFS.root(hashes(indices), new LeafProof(indices, count, fewer)))
            .as(what)
            .isNotEqualTo(Optional.of(root));
      }
    }
  }

  @Test
  void everyRangeProvesHowItBegan() {
    Hash256 root = MmrVectorTest.root(NODES, LEAVES);
    for (int before = 1; before <= LEAVES; before++) {
      AncestryProof proof =
          ANCESTRY.prove(MmrProofPropertyTest::node, before, LEAVES).orElseThrow();

      assertThat(ANCESTRY.previousRoot(root, proof))
          .as("%d", before)
          .contains(MmrVectorTest.root(NODES, before));
      assertThat(AncestryProofs.isOptimal(proof)).isTrue();
      List<Map.Entry<Long, Hash256>> more = new ArrayList<>(proof.items());
      more.add(Map.entry(300L, Hash256.ZERO));
      AncestryProof padded = new AncestryProof(proof.prevPeaks(), before, LEAVES, more);
      assertThat(ANCESTRY.previousRoot(root, padded)).isEmpty();
      assertThat(AncestryProofs.isOptimal(padded)).isFalse();
      List<Hash256> forged = new ArrayList<>(proof.prevPeaks());
      forged.set(0, other(forged.getFirst()));
      assertThat(
              ANCESTRY.previousRoot(root, new AncestryProof(forged, before, LEAVES, proof.items())))
          .isEmpty();
    }
  }

  @Test
  void countsThatMakeNoSenseAreRefused() {
    for (long[] counts : new long[][] {{0, 5}, {6, 5}, {-1, 5}, {1, -1}, {1, Long.MAX_VALUE}}) {
      AncestryProof proof = new AncestryProof(List.of(), counts[0], counts[1], List.of());
      assertThat(AncestryProofs.isOptimal(proof)).isFalse();
      assertThat(ANCESTRY.previousRoot(Hash256.ZERO, proof)).isEmpty();
    }
    for (long count : new long[] {0, -1, Long.MAX_VALUE, 1}) {
      assertThat(
              PROOFS.root(List.of(Hash256.ZERO), new LeafProof(List.of(count), count, List.of())))
          .isEmpty();
    }
  }
}
