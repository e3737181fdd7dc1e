package io.braid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.consensus.chain.DatabaseFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableOutputTest {
  private final StringWriter written = new StringWriter();
  private final TableOutput output =
      new TableOutput(
          new PrintWriter(written),
          0,
          List.of("alice", "tina"),
          List.of("relay", "a-chain-with-a-long-name"),
          false);

  @Test
  void aDiskThatFailsIsOneLineAndNoBug() {
    output.bug("alice", new DatabaseFailure("the database in /data is full", new IOException()));

    assertThat(written.toString().lines().toList().getLast())
        .isEqualTo("alice stopped: the database in /data is full");
    assertThat(written.toString()).doesNotContain("bug");
  }

  @Test
  void columnsStandBelowEachOtherWhateverTheChainIsCalled() {
    output.node("alice", "relay", "validator", "ws://127.0.0.1:9944");
    output.node("tina", "a-chain-with-a-long-name", "collator", "ws://127.0.0.1:9950");

    List<String> lines = written.toString().lines().toList();
    int role = lines.getFirst().indexOf("ROLE");
    assertThat(lines.get(1).indexOf("validator")).isEqualTo(role);
    assertThat(lines.get(2).indexOf("collator")).isEqualTo(role);
  }

  @Test
  void aBugIsShownWithItsPlace() {
    output.bug("alice", new IllegalStateException("expected something else"));

    assertThat(written.toString())
        .contains("alice died of a bug; please report it:")
        .contains("TableOutputTest");
  }
}
