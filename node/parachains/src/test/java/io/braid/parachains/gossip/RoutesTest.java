package io.braid.parachains.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.consensus.ports.PeerId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoutesTest {
  /**
   * Validators in a grid of ten by ten, this node in its corner: its row is 1 to 9, its column 10,
   * 20, … 90.
   */
  private static final int VALIDATORS = 100;

  private final Set<Integer> connected =
      new HashSet<>(IntStream.range(1, VALIDATORS).boxed().toList());

  private static PeerId peer(int validator) {
    return new PeerId("validator " + validator);
  }

  private static List<PeerId> peers(int... validators) {
    return IntStream.of(validators).mapToObj(RoutesTest::peer).toList();
  }

  private List<PeerId> all() {
    return connected.stream().sorted().map(RoutesTest::peer).toList();
  }

  private Routes routes() {
    return new Routes(
        Optional.of(GridTopology.unshuffled(VALIDATORS).of(0)),
        0,
        validator ->
            connected.contains(validator) ? Optional.of(peer(validator)) : Optional.empty(),
        new SplittableRandom(1));
  }

  private static List<PeerId> led(Routes routes, int originator, List<PeerId> peers) {
    return peers.stream().filter(peer -> routes.leadTo(peer, originator)).toList();
  }

  @Test
  void whatThisNodeSaysGoesToItsRowAndItsColumn() {
    assertThat(led(routes(), 0, all()))
        .isEqualTo(peers(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 30, 40, 50, 60, 70, 80, 90));
  }

  @Test
  void whatComesAlongTheRowGoesDownTheColumnAndTheOtherWayRound() {
    assertThat(led(routes(), 7, all())).isEqualTo(peers(10, 20, 30, 40, 50, 60, 70, 80, 90));
    assertThat(led(routes(), 50, all())).isEqualTo(peers(1, 2, 3, 4, 5, 6, 7, 8, 9));
  }

  @Test
  void whatOthersSayWasForOthersToPassOn() {
    assertThat(led(routes(), 55, all())).isEmpty();
  }

  @Test
  void aNeighbourWhoConnectsLaterIsFoundAfterARefresh() {
    connected.remove(5);
    Routes routes = routes();
    assertThat(routes.leadTo(peer(5), 0)).isFalse();
    connected.add(5);
    routes.refresh();
    assertThat(routes.leadTo(peer(5), 0)).isTrue();
  }

  @Test
  void aFewPeersGetItByChanceTheSameForAllThatOneSaysOfABlock() {
    Audience audience = new Audience(routes(), 55);
    Set<PeerId> first = new HashSet<>();
    // Where there are many, one round may draw fewer than it could.
    for (int i = 0; i < 20; i++) {
      first.addAll(audience.of(all()));
    }
    assertThat(first).hasSize(Routes.RANDOM_PEERS);
    assertThat(audience.of(all())).containsExactlyInAnyOrderElementsOf(first);
  }

  @Test
  void whereThereAreFewChanceLeavesNobodyOutBeforeItHasItsNumber() {
    Routes unknown =
        new Routes(Optional.empty(), -1, validator -> Optional.empty(), new SplittableRandom(1));
    assertThat(new Audience(unknown, 3).of(peers(1, 2, 3))).hasSize(3);
    assertThat(new Audience(unknown, 3).of(peers(1, 2, 3, 4, 5, 6, 7))).hasSize(4);
  }
}
