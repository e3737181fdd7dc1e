package io.braid.wasm.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.braid.scale.ScaleWriter;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import run.endive.runtime.TrapException;

/** Calls that end without a result: they trap, and never answer. */
class TrapTest {
  private final MapHost host = new MapHost();

  private void call(String failure) {
    byte[] arguments = new ScaleWriter().string(failure).toArray();
    SampleBlob.BLOB.runtime(host).call("Sample_fail", arguments);
  }

  @Test
  void anExceptionIsLoggedWithItsClassAndMessageThenTraps() {
    assertThatThrownBy(() -> call("throw")).isInstanceOf(TrapException.class);
    assertThat(host.told)
        .containsExactly(
            "ERROR runtime: Sample_fail failed: "
                + "java.lang.IllegalStateException: expected nothing, found a test");
  }

  @Test
  void endlessRecursionTrapsBeforeItReachesTheHeap() throws InterruptedException {
    AtomicReference<Throwable> end = new AtomicReference<>();
    Thread deep =
        new Thread(null, () -> end.set(catchThrowable(() -> call("recursion"))), "deep", 1 << 30);
    deep.start();
    deep.join();
    assertThat(end.get()).isInstanceOf(TrapException.class);
  }

  @Test
  void memoryThatRunsOutTraps() {
    assertThatThrownBy(() -> call("memory")).isInstanceOf(TrapException.class);
  }
}
