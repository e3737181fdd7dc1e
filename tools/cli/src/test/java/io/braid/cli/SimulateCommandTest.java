package io.braid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void aTimeThatIsNoneIsRefused() {
    Ran.run("simulate", "--seconds", "0").assertRefused("expected 1 to 1000000 after --seconds");
  }
}
