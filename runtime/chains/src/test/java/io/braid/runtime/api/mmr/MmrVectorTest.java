package io.braid.runtime.api.mmr;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.crypto.hash.Keccak;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.scale.ScaleWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Hashes and proofs from the tests of polkadot-sdk's pallet_mmr ({@code
 * substrate/frame/merkle-mountain-range/src/tests.rs}), whose leaf of block n is the pair of (n -
 * 1, 32 times the byte n) and (n, an empty list), each hashed first.
 */
class MmrVectorTest {
  private static final MmrHashing KECCAK = Keccak::hash256;

  /** Of all nodes of a range of seven leaves, by position. */
  private static final Map<Long, Hash256> SEVEN = nodes(7);

  private static Hash256 hash(String hex) {
    return Hash256.of(Bytes.fromHex("0x" + hex));
  }

  private static Hash256 leaf(int block) {
    byte[] parent = new byte[32];
    java.util.Arrays.fill(parent, (byte) block);
    byte[] first = new ScaleWriter().u64(block - 1).raw(parent).toArray();
    byte[] second = new ScaleWriter().u64(block).u8(0).toArray();
    return KECCAK.leaf(
        new ScaleWriter().u8(1).raw(KECCAK.hash(first)).u8(1).raw(KECCAK.hash(second)).toArray());
  }

  static Map<Long, Hash256> nodes(int leaves) {
    Map<Long, Hash256> nodes = new HashMap<>();
    for (int index = 0; index < leaves; index++) {
      Hash256 hash = leaf(index + 1);
      int height = 0;
      for (long position : MmrShape.addedBy(index)) {
        if (height > 0) {
          long left = MmrShape.leftChild(position, height);
          hash = KECCAK.merge(Optional.ofNullable(nodes.get(left)).orElseThrow(), hash);
        }
        nodes.put(position, hash);
        height++;
      }
    }
    return nodes;
  }

  static Hash256 root(Map<Long, Hash256> nodes, long leaves) {
    return KECCAK.bag(MmrShape.peaks(leaves).stream().map(nodes::get).toList()).orElseThrow();
  }

  @Test
  void aRangeHasTheSizesOfTheReference() {
    List<Long> sizes = new ArrayList<>();
    for (long leaves : List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 21)) {
      sizes.add(MmrShape.size(leaves));
    }
    assertThat(sizes)
        .containsExactly(
            0L, 1L, 3L, 4L, 7L, 8L, 10L, 11L, 15L, 16L, 18L, 19L, 22L, 23L, 25L, 26L, 39L);
    assertThat(MmrShape.peaks(7)).containsExactly(6L, 9L, 10L);
  }

  @Test
  void everyNodeIsAddedByTheLeafThatSaysSo() {
    for (long leaf = 0; leaf < 2_000; leaf++) {
      for (long position : MmrShape.addedBy(leaf)) {
        assertThat(MmrShape.leafThatAdded(position)).isEqualTo(leaf);
      }
      List<Long> added = MmrShape.addedBy(leaf);
      assertThat(added.getFirst()).isEqualTo(MmrShape.size(leaf));
      assertThat(added.getLast()).isEqualTo(MmrShape.size(leaf + 1) - 1);
    }
  }

  @Test
  void nodesAndRootsAreTheReferences() {
    assertThat(leaf(1))
        .isEqualTo(hash("4320435e8c3318562dba60116bdbcc0b82ffcecb9bb39aae3300cfda3ad0b8b0"));
    assertThat(root(SEVEN, 2))
        .isEqualTo(hash("672c04a9cd05a644789d769daa552d35d8de7c33129f8a7cbf49e595234c4854"));
    assertThat(SEVEN.get(6L))
        .isEqualTo(hash("ae88a0825da50e953e7a359c55fe13c8015e48d03d301b8bdfc9193874da9252"));
    assertThat(SEVEN.get(9L))
        .isEqualTo(hash("7e4316ae2ebf7c3b6821cb3a46ca8b7a4f9351a9b40fcf014bb0a4fd8e8f29da"));
    assertThat(SEVEN.get(10L))
        .isEqualTo(hash("611c2174c6164952a66d985cfe1ec1a623794393e3acff96b136d198f37a648c"));
    assertThat(root(SEVEN, 7))
        .isEqualTo(hash("e45e25259f7930626431347fa4dd9aae7ac83b4966126d425ca70ab343709d2c"));
  }

  private static List<Hash256> proof(long leafCount, Long... indices) {
    return new LeafProofs(KECCAK)
        .prove(p -> Optional.ofNullable(SEVEN.get(p)), List.of(indices), leafCount)
        .orElseThrow()
        .items();
  }

  @Test
  void proofsHoldTheReferencesItems() {
    assertThat(proof(7, 0L))
        .containsExactly(
            hash("ad4cbc033833612ccd4626d5f023b9dfc50a35e838514dd1f3c86f8506728705"),
            hash("cb24f4614ad5b2a5430344c99545b421d9af83c46fd632d70a332200884b4d46"),
            hash("dca421199bdcc55bb773c6b6967e8d16675de69062b52285ca63685241fdf626"));
    assertThat(proof(1, 0L)).isEmpty();
    assertThat(proof(5, 2L))
        .containsExactly(
            hash("1b14c1dc7d3e4def11acdf31be0584f4b85c3673f1ff72a3af467b69a3b0d9d0"),
            hash("672c04a9cd05a644789d769daa552d35d8de7c33129f8a7cbf49e595234c4854"),
            hash("3b031d22e24f1126c8f7d2f394b663f9b960ed7abbedb7152e17ce16112656d0"));
    assertThat(proof(7, 4L))
        .containsExactly(
            hash("ae88a0825da50e953e7a359c55fe13c8015e48d03d301b8bdfc9193874da9252"),
            hash("8ed25570209d8f753d02df07c1884ddb36a3d9d4770e4608b188322151c657fe"),
            hash("611c2174c6164952a66d985cfe1ec1a623794393e3acff96b136d198f37a648c"));
    assertThat(proof(7, 6L))
        .containsExactly(
            hash("ae88a0825da50e953e7a359c55fe13c8015e48d03d301b8bdfc9193874da9252"),
            hash("7e4316ae2ebf7c3b6821cb3a46ca8b7a4f9351a9b40fcf014bb0a4fd8e8f29da"));
    assertThat(proof(7, 0L, 4L, 5L))
        .containsExactly(
            hash("ad4cbc033833612ccd4626d5f023b9dfc50a35e838514dd1f3c86f8506728705"),
            hash("cb24f4614ad5b2a5430344c99545b421d9af83c46fd632d70a332200884b4d46"),
            hash("611c2174c6164952a66d985cfe1ec1a623794393e3acff96b136d198f37a648c"));
    assertThat(proof(6, 0L, 4L, 5L))
        .containsExactly(
            hash("ad4cbc033833612ccd4626d5f023b9dfc50a35e838514dd1f3c86f8506728705"),
            hash("cb24f4614ad5b2a5430344c99545b421d9af83c46fd632d70a332200884b4d46"));
  }
}
