package io.braid.consensus.babe;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.consensus.RealData;
import io.braid.consensus.RealData.RealBlock;
import io.braid.consensus.chain.BlockRef;
import io.braid.crypto.hash.Twox;
import io.braid.executor.host.StatelessHost;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.StateVersion;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.babe.AllowedSlots;
import io.braid.runtime.api.babe.BabeAuthority;
import io.braid.runtime.api.babe.BabeConfiguration;
import io.braid.runtime.api.babe.BabePreDigest;
import io.braid.runtime.api.babe.Probability;
import io.braid.scale.Codecs;
import io.braid.trie.TrieRoot;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Westend's first 128 blocks, as that network made them, against the authorities of its genesis
 * state. Their randomness is zero and one slot in four has a primary author, as on all test
 * networks of that time.
 */
class WestendVectorTest {
  private List<RealBlock> blocks = List.of();
  private EpochView view = new EpochView.NotStarted(configuration(List.of()));

  private static BabeConfiguration configuration(List<BabeAuthority> authorities) {
    return new BabeConfiguration(
        6_000,
        600,
        new Probability(1, 4),
        authorities,
        Hash256.ZERO.bytes(),
        AllowedSlots.PRIMARY_AND_SECONDARY_PLAIN_SLOTS);
  }

  @BeforeEach
  void read() {
    blocks = RealData.westendBlocks();
    Bytes key =
        Bytes.concat(
            Bytes.wrap(Twox.hash128("Babe".getBytes(StandardCharsets.US_ASCII))),
            Bytes.wrap(Twox.hash128("Authorities".getBytes(StandardCharsets.US_ASCII))));
    List<BabeAuthority> authorities =
        Codecs.list(BabeAuthority.CODEC, 100).decodeAll(RealData.westendGenesis(key));
    view = new EpochView.NotStarted(configuration(authorities));
  }

  private static BabePreDigest claim(Header header) {
    return BabeDigest.claim(header).orElseThrow();
  }

  @Test
  void hashesParentsAndExtrinsicsRootsAreThoseOfTheNetwork() {
    Hash256 parent = blocks.getFirst().header().parentHash();
    for (RealBlock block : blocks) {
      assertThat(BlockRef.hash(block.header())).isEqualTo(block.hash());
      assertThat(block.header().parentHash()).isEqualTo(parent);
      assertThat(TrieRoot.ordered(block.extrinsics(), StateVersion.V0, StatelessHost.BLAKE2))
          .isEqualTo(block.header().extrinsicsRoot());
      parent = block.hash();
    }
    assertThat(blocks).hasSize(128);
  }

  @Test
  void everyClaimAndSealPassesAndTheFirstBlockBeginsTheEpoch() {
    int primaries = 0;
    for (RealBlock block : blocks) {
      BabePreDigest claim = claim(block.header());
      assertThat(view.begins(claim.slot()))
          .isEqualTo(BabeDigest.nextEpoch(block.header()).isPresent());
      assertThat(mistake(view, block.header(), claim)).as("block %s", block.hash()).isEmpty();
      if (view.begins(claim.slot())) {
        view =
            view.after(
                claim.slot(), BabeDigest.nextEpoch(block.header()).orElseThrow(), Optional.empty());
      }
      primaries += claim instanceof BabePreDigest.Primary ? 1 : 0;
    }
    assertThat(primaries).isBetween(10, 60);
  }

  private static Optional<BabeRefusal> mistake(EpochView view, Header header, BabePreDigest claim) {
    return new ClaimCheck(view.epochOf(claim.slot()), claim)
        .mistake(BlockRef.hash(header.unsealed()), BabeDigest.seal(header).orElseThrow());
  }

  @Test
  void aFlippedBitInSealOrHeaderIsRefused() {
    Header header = blocks.get(7).header();
    BabePreDigest claim = claim(header);
    byte[] seal = BabeDigest.seal(header).orElseThrow().toArray();
    seal[5] ^= 1;
    ClaimCheck check = new ClaimCheck(view.epochOf(claim.slot()), claim);

    assertThat(check.mistake(BlockRef.hash(header.unsealed()), Bytes.wrap(seal)))
        .contains(new BabeRefusal.BadSeal(claim.authorityIndex()));
    Header other =
        new Header(
            header.parentHash(),
            header.number() + 1,
            header.stateRoot(),
            header.extrinsicsRoot(),
            header.digest());
    assertThat(mistake(view, other, claim))
        .contains(new BabeRefusal.BadSeal(claim.authorityIndex()));
  }

  @Test
  void aSecondarySlotBelongsToOneAuthorityOnly() {
    for (RealBlock block : blocks) {
      if (claim(block.header()) instanceof BabePreDigest.SecondaryPlain plain) {
        int author = SlotLottery.secondaryAuthor(view.epochOf(plain.slot()), plain.slot());
        assertThat(author).isEqualTo(plain.authorityIndex());
      }
    }
  }
}
