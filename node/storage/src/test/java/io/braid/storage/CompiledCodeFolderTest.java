package io.braid.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompiledCodeFolderTest {
  private static final byte[] CLASSES = {1, 2, 3};

  @TempDir private Path folder;
  private Instant now = Instant.ofEpochSecond(1_000_000);
  private int ticks;

  private Instant tick() {
    now = Instant.ofEpochSecond(1_000_000 + ++ticks);
    return now;
  }

  private CompiledCodeFolder cache() {
    return new CompiledCodeFolder(folder, this::tick);
  }

  @Test
  void whatWasKeptIsFoundByALaterProcess() {
    cache().put("module-1", CLASSES);

    assertThat(cache().get("module-1")).hasValue(CLASSES);
    assertThat(cache().get("module-2")).isEmpty();
  }

  @Test
  void onlyTheModulesThatWereUsedLastStay() throws IOException {
    CompiledCodeFolder cache = cache();
    cache.put("first", CLASSES);
    for (int i = 0; i < 50; i++) {
      cache.put("module-" + i, CLASSES);
      assertThat(cache.get("module-" + i)).isPresent();
      assertThat(cache.get("first")).as("used all the time").isPresent();
    }

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(32);
    }
    assertThat(cache.get("module-0")).isEmpty();
  }

  @Test
  void aFolderThatCannotBeUsedOnlyCostsTime() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "not a folder");
    CompiledCodeFolder cache = new CompiledCodeFolder(file, this::tick);

    cache.put("module", CLASSES);

    assertThat(cache.get("module")).isEmpty();
    assertThat(file).hasContent("not a folder");
  }
}
