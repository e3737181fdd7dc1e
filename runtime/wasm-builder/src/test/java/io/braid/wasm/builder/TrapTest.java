package io.braid.wasm.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.braid.scale.ScaleWriter;
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
  void endlessRecursionTrapsBeforeItReachesTheHeap() {
    assertThatThrownBy(() -> call("recursion")).isInstanceOf(TrapException.class);
  }

  @Test
  void memoryThatRunsOutTraps() {
    assertThatThrownBy(() -> call("memory")).isInstanceOf(TrapException.class);
  }
}
