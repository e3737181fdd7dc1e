package io.braid.executor.wasm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.braid.executor.host.RuntimeTrap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import run.endive.runtime.ByteArrayMemory;
import run.endive.runtime.Memory;
import run.endive.wasm.types.MemoryLimits;

class HeapTest {
  private static Memory memory() {
    return new ByteArrayMemory(new MemoryLimits(1, 64));
  }

  @Test
  void piecesNeverOverlapAndFreedOnesAreUsedAgain() {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      Memory memory = memory();
      Heap heap = new Heap(memory, 1001);
      TreeMap<Integer, Integer> live = new TreeMap<>();
      for (int i = 0; i < 2000; i++) {
        String at = "seed " + seed + ", step " + i;
        if (live.size() > 100 || (!live.isEmpty() && random.nextInt(3) == 0)) {
          List<Integer> all = new ArrayList<>(live.keySet());
          int pointer = all.get(random.nextInt(all.size()));
          assertThat(memory.read(pointer)).as(at).isEqualTo((byte) pointer);
          live.remove(pointer);
          heap.free(pointer);
          continue;
        }
        int size = 1 + random.nextInt(1 << (1 + random.nextInt(12)));
        int pointer = heap.allocate(size);
        assertThat(pointer & 7).as(at).isZero();
        Map.Entry<Integer, Integer> before = live.floorEntry(pointer);
        Map.Entry<Integer, Integer> after = live.ceilingEntry(pointer);
        assertThat(before == null || before.getKey() + before.getValue() <= pointer - 8)
            .as(at)
            .isTrue();
        assertThat(after == null || pointer + size <= after.getKey() - 8).as(at).isTrue();
        memory.fill((byte) pointer, pointer, pointer + size);
        live.put(pointer, size);
      }
      assertThat(memory.pages()).as("seed " + seed).isLessThan(20);
    }
  }

  @Test
  void aFreedPieceOfTheSameOrderComesBackFirst() {
    Heap heap = new Heap(memory(), 0);
    assertThat(heap.allocate(1)).isEqualTo(8);
    assertThat(heap.allocate(9)).isEqualTo(24);
    heap.free(8);
    assertThat(heap.allocate(16)).isEqualTo(48);
    assertThat(heap.allocate(8)).isEqualTo(8);
  }

  @Test
  void misuseIsATrap() {
    Heap heap = new Heap(memory(), 0);
    int pointer = heap.allocate(10);
    heap.free(pointer);
    assertThatThrownBy(() -> heap.free(pointer)).isInstanceOf(RuntimeTrap.class);
    assertThatThrownBy(() -> heap.free(0)).isInstanceOf(RuntimeTrap.class);
    assertThatThrownBy(() -> heap.free(-8)).isInstanceOf(RuntimeTrap.class);
    assertThatThrownBy(() -> heap.allocate((1 << 25) + 1)).isInstanceOf(RuntimeTrap.class);
    assertThatThrownBy(() -> heap.allocate(-1)).isInstanceOf(RuntimeTrap.class);
    assertThatThrownBy(() -> heap.allocate(1 << 23)).isInstanceOf(RuntimeTrap.OutOfMemory.class);
  }
}
