package io.braid.consensus.babe;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.primitives.Bytes;
import io.braid.primitives.U128;
import io.braid.runtime.api.babe.AllowedSlots;
import io.braid.runtime.api.babe.BabeAuthority;
import io.braid.runtime.api.babe.BabeConfiguration;
import io.braid.runtime.api.babe.BabeConsensusLog;
import io.braid.runtime.api.babe.Epoch;
import io.braid.runtime.api.babe.NextConfigDescriptor;
import io.braid.runtime.api.babe.Probability;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EpochViewTest {
  private static final List<BabeAuthority> FIRST = List.of(authority(1));
  private static final List<BabeAuthority> SECOND = List.of(authority(2));
  private static final EpochView GENESIS =
      new EpochView.NotStarted(
          new BabeConfiguration(
              6_000,
              10,
              new Probability(1, 4),
              FIRST,
              random(0),
              AllowedSlots.PRIMARY_AND_SECONDARY_VRF_SLOTS));

  private static BabeAuthority authority(int n) {
    return new BabeAuthority(random(n), 1);
  }

  private static Bytes random(int n) {
    byte[] bytes = new byte[32];
    bytes[31] = (byte) n;
    return Bytes.wrap(bytes);
  }

  private static EpochView afterBlockOne() {
    return GENESIS.after(
        1_000, new BabeConsensusLog.NextEpochData(SECOND, random(9)), Optional.empty());
  }

  @Test
  void theFirstEpochBeginsWithTheSlotOfTheFirstBlock() {
    assertThat(GENESIS.begins(1_000)).isTrue();
    assertThat(GENESIS.epochOf(1_000).startSlot()).isEqualTo(1_000);
    assertThat(afterBlockOne().begins(1_009)).isFalse();
    assertThat(afterBlockOne().begins(1_010)).isTrue();
  }

  @Test
  void whatWasAnnouncedHoldsFromTheNextEpochOn() {
    Epoch same = afterBlockOne().epochOf(1_009);
    Epoch next = afterBlockOne().epochOf(1_010);

    assertThat(same.authorities()).isEqualTo(FIRST);
    assertThat(next.authorities()).isEqualTo(SECOND);
    assertThat(next.randomness()).isEqualTo(random(9));
    assertThat(next.epochIndex()).isEqualTo(1);
    assertThat(next.startSlot()).isEqualTo(1_010);
  }

  @Test
  void skippedEpochsMoveTheNextOneToWhereTheSlotIs() {
    Epoch epoch = afterBlockOne().epochOf(1_047);

    assertThat(epoch.epochIndex()).isEqualTo(4);
    assertThat(epoch.startSlot()).isEqualTo(1_040);
    assertThat(epoch.authorities()).isEqualTo(SECOND);

    EpochView after =
        afterBlockOne()
            .after(1_047, new BabeConsensusLog.NextEpochData(FIRST, random(5)), Optional.empty());
    assertThat(after.epochOf(1_050).epochIndex()).isEqualTo(5);
    assertThat(after.begins(1_049)).isFalse();
  }

  @Test
  void anAnnouncedConfigurationHoldsFromTheNextEpochOn() {
    EpochView view =
        GENESIS.after(
            1_000,
            new BabeConsensusLog.NextEpochData(SECOND, random(9)),
            Optional.of(
                new NextConfigDescriptor.V1(new Probability(1, 2), AllowedSlots.PRIMARY_SLOTS)));

    assertThat(view.epochOf(1_001).config().allowedSlots())
        .isEqualTo(AllowedSlots.PRIMARY_AND_SECONDARY_VRF_SLOTS);
    assertThat(view.epochOf(1_010).config().allowedSlots()).isEqualTo(AllowedSlots.PRIMARY_SLOTS);
    assertThat(view.epochOf(1_010).config().c()).isEqualTo(new Probability(1, 2));
  }

  @Test
  void viewsComeBackFromTheirBytes() {
    EpochView view = afterBlockOne();

    assertThat(EpochViewCodec.CODEC.decodeAll(EpochViewCodec.CODEC.encode(view))).isEqualTo(view);
  }

  @Test
  void theThresholdIsAShareOfTheLotteryThatAddsUpToItsWhole() {
    List<BabeAuthority> four = List.of(authority(1), authority(2), authority(3), authority(4));
    U128 each = SlotLottery.primaryThreshold(new Probability(1, 4), four, 2);
    U128 alone = SlotLottery.primaryThreshold(new Probability(1, 4), FIRST, 0);

    // One authority wins with exactly c; four miss together with (1 - p)^4 = 1 - c.
    assertThat(alone).isEqualTo(U128.of(1L << 62, 0));
    BigInteger miss = BigInteger.ONE.shiftLeft(128).subtract(value(each));
    BigInteger allMiss = miss.pow(4).shiftRight(384);
    BigInteger expected = BigInteger.valueOf(3).shiftLeft(126);
    assertThat(allMiss.subtract(expected).abs()).isLessThan(BigInteger.ONE.shiftLeft(128 - 50));
  }

  private static BigInteger value(U128 number) {
    return new BigInteger(number.toString());
  }
}
