package io.braid.chains;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.braid.frame.DispatchFailure;
import io.braid.frame.executive.InvalidBlock;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.parachains.CoreInfo;
import io.braid.runtime.api.parachains.RelayParentDigest;
import io.braid.runtime.api.parachains.UmpSignal;
import io.braid.runtime.api.parachains.UmpSignals;
import io.braid.runtime.api.parachains.UpgradeGoAhead;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AheadOfTheRelayChainTest {
  /** Blocks of the template in a slot of the relay chain: a velocity of three, and one. */
  private static final int IN_A_SLOT = 4;

  /** Blocks of the template that may wait. */
  private static final int CAPACITY = 9;

  private final AheadChain chain = new AheadChain();
  private final Header genesis = chain.tip();

  private AheadChain.Relay relay(int number) {
    return new AheadChain.Relay(number, genesis);
  }

  private boolean mayGoOn(Header included, AheadChain.Relay relay) {
    return chain.mayGoOn(included, relay);
  }

  private List<Bytes> upward(Header block) {
    return chain.runtime().parachainSystem().collectCollationInfo(block).upwardMessages();
  }

  @Test
  void aRelayParentMayHaveSeveralBlocksAndEachSaysWhichItIs() {
    for (int block = 1; block <= 3; block++) {
      Header made = chain.build(relay(10));

      assertThat(made.number()).isEqualTo(block);
      assertThat(RelayParentDigest.of(made.digest()).map(RelayParentDigest::number)).contains(10);
    }
  }

  @Test
  void theRelayParentNeverMovesBack() {
    chain.build(relay(10));

    AheadChain.Relay before =
        new AheadChain.Relay(9, 1_010, genesis, 10, List.of(), Optional.empty());
    assertThatThrownBy(() -> chain.build(before))
        .isInstanceOf(InvalidBlock.class)
        .hasMessageContaining("relay block 10 or a later one");
  }

  @Test
  void aSlotOfTheRelayChainHasRoomForTheVelocityAndOneMore() {
    for (int block = 0; block < IN_A_SLOT; block++) {
      assertThat(mayGoOn(genesis, relay(10))).isTrue();
      chain.build(relay(10));
    }

    assertThat(mayGoOn(genesis, relay(10))).isFalse();
    assertThat(mayGoOn(genesis, relay(11))).isTrue();
    assertThatThrownBy(() -> chain.build(relay(10)))
        .isInstanceOf(InvalidBlock.class)
        .hasMessageContaining("at most 4 blocks in relay slot 1010");
  }

  @Test
  void aSlotThatTheRelayChainHasNotReachedIsRefused() {
    AheadChain.Relay late =
        new AheadChain.Relay(11, 1_010, genesis, 10, List.of(), Optional.empty());
    chain.build(relay(11));

    assertThatThrownBy(() -> chain.build(late))
        .isInstanceOf(InvalidBlock.class)
        .hasMessageContaining("slot 1011");
  }

  @Test
  void whenAsManyBlocksWaitAsMayTheChainStandsUntilOneIsIncluded() {
    Header third = genesis;
    for (int block = 1; block <= CAPACITY; block++) {
      Header made = chain.build(relay(10 + (block - 1) / 3));
      third = block == 3 ? made : third;
    }

    assertThat(mayGoOn(genesis, relay(13))).isFalse();
    assertThatThrownBy(() -> chain.build(relay(13)))
        .isInstanceOf(InvalidBlock.class)
        .hasMessageContaining("fewer than 9 blocks that wait, found 9");
    assertThat(mayGoOn(third, relay(13))).isTrue();
    assertThat(chain.build(new AheadChain.Relay(13, third)).number()).isEqualTo(CAPACITY + 1);
  }

  @Test
  void theCoreOfABlockIsSignalledToTheRelayChainBehindItsMessages() {
    Header block =
        chain.build(
            relay(10),
            new CoreInfo(2, 1, 3),
            runtime -> runtime.parachainSystem().sendUpwardMessage(Bytes.utf8("hello")));

    UmpSignals sent = UmpSignals.of(upward(block));
    assertThat(sent.messages()).containsExactly(Bytes.utf8("hello"));
    assertThat(sent.wellFormed()).isTrue();
    assertThat(sent.selectCore()).contains(new UmpSignal.SelectCore(2, 1));
  }

  @Test
  void whatBlocksThatWaitHaveSentTakesRoomInTheQueueUntilTheyAreIncluded() {
    AheadChain.Relay full =
        new AheadChain.Relay(10, 1_010, genesis, 3, List.of(), Optional.empty());
    Header first =
        chain.build(
            full,
            new CoreInfo(0, 0, 1),
            runtime -> {
              for (int i = 0; i < 5; i++) {
                runtime.parachainSystem().sendUpwardMessage(Bytes.utf8("message " + i));
              }
            });
    assertThat(UmpSignals.of(upward(first)).messages()).hasSize(3);

    Header second = chain.build(full);
    assertThat(UmpSignals.of(upward(second)).messages()).isEmpty();

    Header third =
        chain.build(new AheadChain.Relay(11, 1_011, first, 3, List.of(), Optional.empty()));
    assertThat(UmpSignals.of(upward(third)).messages())
        .containsExactly(Bytes.utf8("message 3"), Bytes.utf8("message 4"));
  }

  @Test
  void aDownwardMessageIsProcessedByTheFirstBlockThatSeesItAndNoOther() {
    AheadChain.Relay relay =
        new AheadChain.Relay(
            10, 1_010, genesis, 3, List.of(Bytes.utf8("message")), Optional.empty());

    Header first = chain.build(relay);
    assertThat(processed(first)).isEqualTo(1);
    Header second = chain.build(relay);
    assertThat(processed(second)).isZero();
  }

  private int processed(Header block) {
    return chain
        .runtime()
        .parachainSystem()
        .collectCollationInfo(block)
        .processedDownwardMessages();
  }

  @Test
  void theSignalToUpgradeIsActedOnOnceThoughItStandsUntilThatBlockIsIncluded() {
    chain.build(
        relay(10),
        new CoreInfo(0, 0, 1),
        runtime -> {
          try {
            runtime.parachainSystem().scheduleCodeUpgrade(Bytes.utf8("new code"));
          } catch (DispatchFailure failure) {
            throw new AssertionError(failure);
          }
        });
    AheadChain.Relay signal =
        new AheadChain.Relay(
            11, 1_011, genesis, 10, List.of(), Optional.of(UpgradeGoAhead.GO_AHEAD));
    chain.build(signal);
    assertThat(chain.code()).isEqualTo(Bytes.utf8("new code"));

    assertThat(chain.build(signal).number()).isEqualTo(3);
  }
}
