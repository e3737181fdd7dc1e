package io.braid.service.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.braid.rpc.node.Health;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthRulesTest {
  private static final HealthRules RULES = new HealthRules(10, 5);

  private int best = 100;
  private int finalised = 98;
  private boolean syncing;
  private int peers = 3;
  private boolean expectsPeers = true;
  private Optional<Duration> age = Optional.of(Duration.ofSeconds(2));

  private ChainVitals vitals(String name) {
    return new ChainVitals(
        name,
        best,
        finalised,
        120,
        1,
        syncing,
        0,
        peers,
        expectsPeers,
        Duration.ofSeconds(6),
        age,
        Optional.empty());
  }

  private Health judged() {
    return RULES.judge(List.of(vitals("mine")));
  }

  private void assertOnlyWrong(String part, String... words) {
    assertThat(judged().isSound()).isFalse();
    assertThat(judged().findings().stream().filter(finding -> !finding.sound()).toList())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.part()).isEqualTo(part);
          assertThat(finding.words()).contains(words);
        });
  }

  @Test
  void aNodeWithPeersYoungBlocksAndFinalityIsSound() {
    assertThat(judged().isSound()).isTrue();
    assertThat(judged().findings()).hasSize(3);
  }

  @Test
  void finalityMayBeAsFarBehindAsTheRuleSaysAndNoFarther() {
    finalised = 90;
    assertThat(judged().isSound()).isTrue();

    finalised = 89;
    assertOnlyWrong("finality of mine", "at most 10", "the last final block, 89, is 11 below");
  }

  @Test
  void theBestBlockMayBeAsOldAsTheRuleSaysAndNoOlder() {
    age = Optional.of(Duration.ofSeconds(30));
    assertThat(judged().isSound()).isTrue();

    age = Optional.of(Duration.ofMillis(30_100));
    assertOnlyWrong("blocks of mine", "last 5 slots of 6.0 s", "100, is 30.1 s old");
  }

  @Test
  void aChainWithoutABlockYetIsNotSound() {
    best = 0;
    finalised = 0;
    age = Optional.empty();

    assertOnlyWrong("blocks of mine", "found none after the genesis");
  }

  @Test
  void aNodeThatCatchesUpIsNeitherSoundNorReady() {
    syncing = true;

    assertOnlyWrong("blocks of mine", "catching up: the best block is 100, peers have 120");
    assertThat(judged().isReady()).isFalse();
  }

  @Test
  void noPeersAreWrongOnlyForWhoKnowsOfOthers() {
    peers = 0;
    assertOnlyWrong("peers of mine", "expected peers, found none", "bootnodes");

    expectsPeers = false;
    assertThat(judged().isSound()).isTrue();
    assertThat(judged().isReady()).isFalse();
  }

  @Test
  void aCollatorIsAsSoundAsTheWorseOfItsChains() {
    ChainVitals own = vitals("mine");
    finalised = 1;
    Health health = RULES.judge(List.of(own, vitals("relay")));

    assertThat(health.isSound()).isFalse();
    assertThat(health.findings()).hasSize(6);
    assertThat(health.findings().getLast().part()).isEqualTo("finality of relay");
    assertThat(health.findings().getLast().sound()).isFalse();
  }

  @Test
  void rulesThatNoNodeCouldKeepAreRefused() {
    assertThatThrownBy(() -> new HealthRules(0, 5)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new HealthRules(5, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
