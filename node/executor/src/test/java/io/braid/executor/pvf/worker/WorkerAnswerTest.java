package io.braid.executor.pvf.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.braid.executor.pvf.PvfOutcome;
import io.braid.primitives.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerAnswerTest {
  private static final List<WorkerAnswer> ALL =
      List.of(
          new WorkerAnswer.Ready(),
          new WorkerAnswer.Refused("no"),
          new WorkerAnswer.TooSlow(),
          new WorkerAnswer.Ended(new PvfOutcome.Valid(Bytes.fromHex("0102"), 3)),
          new WorkerAnswer.Ended(new PvfOutcome.OutOfFuel(4)),
          new WorkerAnswer.Ended(new PvfOutcome.StackExhausted(5)),
          new WorkerAnswer.Ended(new PvfOutcome.OutOfMemory("six")),
          new WorkerAnswer.Ended(new PvfOutcome.Trapped("séven")),
          new WorkerAnswer.Ended(new PvfOutcome.TimedOut(Duration.ofSeconds(8))),
          new WorkerAnswer.Ended(new PvfOutcome.EngineFailed("nine")));

  private static byte[] written(WorkerAnswer answer) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    WorkerAnswer.write(answer, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static WorkerAnswer read(byte[] bytes) throws IOException {
    return WorkerAnswer.read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }

  @Test
  void everyAnswerIsReadAsItWasWrittenAndNoPartOfIt() throws IOException {
    for (WorkerAnswer answer : ALL) {
      byte[] bytes = written(answer);
      assertThat(read(bytes)).isEqualTo(answer);
      for (int size = 0; size < bytes.length; size++) {
        byte[] part = Arrays.copyOf(bytes, size);
        assertThatThrownBy(() -> read(part)).isInstanceOf(EOFException.class);
      }
    }
  }

  @Test
  void aLongReasonIsCut() throws IOException {
    assertThat(read(written(new WorkerAnswer.Refused("x".repeat(1 << 20)))))
        .isEqualTo(new WorkerAnswer.Refused("x".repeat(WorkerAnswer.MAX_REASON_BYTES)));
  }

  @Test
  void sizesBeyondTheBoundsAndUnknownTagsAreMalformed() {
    for (String hex :
        new String[] {"0a", "ff", "0100001001", "01ffffffff", "03000000000000000101000001"}) {
      assertThatThrownBy(() -> read(Bytes.fromHex(hex).toArray()))
          .as(hex)
          .isInstanceOf(WorkerAnswer.Malformed.class);
    }
  }
}
