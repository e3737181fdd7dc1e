package io.braid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SimulateCommandTest {
  @TempDir private Path folder;

  /** The lines about chains: the first line tells how long it took. */
  private List<String> chains(String seed) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("net.toml"),
            "[relaychain]\nchain = \"relay\"\nslot_duration_ms = 1000\n"
                + "[[relaychain.nodes]]\nname = \"alice\"\n"
                + "[[relaychain.nodes]]\nname = \"bob\"\n");
    Ran ran = Ran.run("simulate", file.toString(), "--seed", seed, "--seconds", "20");
    assertThat(ran.exit()).as("%s", ran).isZero();
    assertThat(ran.out().getFirst())
        .matches("seed " + seed + ": 20 s of simulated time in .* times real time.* events");
    return ran.out().subList(1, ran.out().size());
  }

  @Test
  void aSeedDecidesTheBlocks() throws Exception {
    List<String> first = chains("7");

    assertThat(first).singleElement().asString().matches("relay +best +\\d+ 0x.* finalised +1\\d");
    assertThat(chains("7")).isEqualTo(first);
    assertThat(chains("8")).isNotEqualTo(first);
  }

  @Test
  void faultsBefallANetworkOfASizeAndTheRunIsTold() throws Exception {
    Ran ran =
        Ran.run(
            "simulate",
            "--validators",
            "4",
            "--blocks",
            "45",
            "--seed",
            "3",
            "--faults",
            "rough,twins=1",
            "--json");

    assertThat(ran.exit()).as("%s", ran).isZero();
    JsonNode told = new JsonMapper().readTree(ran.out().getFirst());
    assertThat(told.path("sound").asBoolean()).isTrue();
    assertThat(told.path("seconds").asInt()).isEqualTo(90);
    assertThat(told.path("chains").path("relay").path("finalAgainAfterMillis").asInt())
        .isBetween(1, 29_000);
  }

  @Test
  void aRunThatGoesWrongSaysWhatAndHowToSeeItAgain() throws Exception {
    // Half of the validators sign everything twice: more than a chain can bear.
    Ran ran =
        Ran.run(
            "simulate",
            "--validators",
            "4",
            "--seconds",
            "120",
            "--seeds",
            "60",
            "--faults",
            "latency=5..150,loss=10,partitions=4,twins=2");

    assertThat(ran.exit()).as("%s", ran).isEqualTo(Main.FAILED);
    assertThat(ran.out()).anyMatch(line -> line.startsWith("WRONG: "));
    assertThat(ran.out().getLast())
        .matches(
            "to see it again: braid simulate --validators 4 --paras 0 --seconds 120 --seed \\d+"
                + " --faults latency=5..150,loss=10,partitions=4,twins=2");
  }

  @Test
  void optionsThatDoNotFitAreRefused() {
    Ran.run("simulate", "--paras", "2").assertRefused("expected --validators beside --paras");
    Ran.run("simulate", "--validators", "1").assertRefused("expected 2 to 1000 after --validators");
    Ran.run("simulate", "--blocks", "9", "--seconds", "9")
        .assertRefused("expected --seconds or --blocks, found both");
    Ran.run("simulate", "--faults", "storm=3").assertRefused("found 'storm=3'");
    Ran.run("simulate", "--seeds", "always")
        .assertRefused("or forever after --seeds, found always");
  }

  @Test
  void aTimeThatIsNoneIsRefused() {
    Ran.run("simulate", "--seconds", "0").assertRefused("expected 1 to 1000000 after --seconds");
  }
}
