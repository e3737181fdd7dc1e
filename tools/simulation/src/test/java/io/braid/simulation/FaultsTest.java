package io.braid.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.simulation.byzantine.Attack;
import io.braid.simulation.byzantine.Byzantine;
import io.braid.simulation.byzantine.Cast;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FaultsTest {
  private static Faults parsed(String text) {
    return switch (Faults.parse(text)) {
      case Faults.Parsed.Accepted(Faults faults) -> faults;
      case Faults.Parsed.Refused(String reason) -> throw new AssertionError(reason);
    };
  }

  private static String refused(String text) {
    return switch (Faults.parse(text)) {
      case Faults.Parsed.Accepted accepted -> throw new AssertionError("accepted: " + accepted);
      case Faults.Parsed.Refused(String reason) -> reason;
    };
  }

  @Test
  void aListSaysWhatHappensAndTheRestDoesNot() {
    assertThat(parsed("latency=5..150,loss=10,crashes=4"))
        .isEqualTo(new Faults(5, 150, 10, 0, 4, 0, 0));
    assertThat(parsed("none")).isEqualTo(Faults.NONE);
    assertThat(parsed("rough, twins=1")).isEqualTo(Faults.ROUGH.withTwins(1));
  }

  @Test
  void attacksGoByTheirNames() {
    assertThat(parsed("rough,byzantine=2,garbage=3,lazy=1"))
        .isEqualTo(
            Faults.ROUGH.withByzantine(
                Byzantine.NOBODY.withDrawn(2).with(Attack.GARBAGE, 3).with(Attack.LAZY, 1)));
  }

  @Test
  void theSeedChoosesLessThanAThirdOfTheValidators() {
    List<String> validators = List.of("a", "b", "c", "d", "e", "f", "g");
    Set<Integer> sizes = new TreeSet<>();
    for (int seed = 0; seed < 200; seed++) {
      Cast cast =
          Cast.of(
              Byzantine.NOBODY.withDrawn(5), validators, 5, List.of(), new SplittableRandom(seed));
      sizes.add(cast.roles().size());
    }
    assertThat(sizes).containsExactly(1, 2);
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    for (Faults faults :
        List.of(
            Faults.NONE,
            Faults.ROUGH,
            new Faults(7, 7, 0, 1, 0, 9, 2),
            parsed("crashes=2,byzantine=1,disputing=1"))) {
      assertThat(parsed(faults.toString())).isEqualTo(faults);
    }
  }

  @Test
  void whatIsNoFaultIsRefusedWithWhatWasExpected() {
    assertThat(refused("storm=3")).contains("expected latency").contains("'storm=3'");
    assertThat(refused("loss=600")).contains("loss (up to 500 of 1000)");
    assertThat(refused("latency=50..5")).contains("'latency=50..5'");
    assertThat(refused("crashes=99999999")).contains("numbers up to 10000");
    assertThat(refused("crashes")).contains("such as latency=5..150,loss=10,crashes=4");
  }

  @Test
  void faultsEndWhenTwoThirdsOfTheTimeAreOver() {
    for (int seed = 0; seed < 200; seed++) {
      FaultPlan plan =
          FaultPlan.draw(
              new Faults(1, 40, 0, 3, 5, 0, 0),
              List.of("a", "b", "c", "d"),
              Duration.ofSeconds(90),
              new SplittableRandom(seed));

      assertThat(plan.end()).isEqualTo(Duration.ofSeconds(60));
      for (FaultPlan.Event event : plan.events()) {
        Duration over =
            event instanceof FaultPlan.Crash crash ? event.at().plus(crash.down()) : event.at();
        assertThat(over).as("seed %d: %s", seed, event).isLessThanOrEqualTo(plan.end());
      }
    }
  }
}
