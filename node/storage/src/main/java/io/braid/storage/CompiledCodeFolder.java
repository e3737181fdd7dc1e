package io.braid.storage;

import io.braid.executor.wasm.CompiledCodeCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compiled WebAssembly in a folder, a file for each module; the least recently used go when there
 * are more than {@value #MAX_FILES}. Any number of processes may share it: files appear whole or
 * not at all. A folder that cannot be used costs time, nothing else. Whoever may write into the
 * folder can have the node run anything: keep it as safe as the program itself.
 */
public final class CompiledCodeFolder implements CompiledCodeCache {
  private static final Logger LOG = LoggerFactory.getLogger(CompiledCodeFolder.class);
  private static final int MAX_FILES = 32;
  private static final String SUFFIX = ".compiled";

  private final Path folder;
  private final InstantSource clock;

  /**
   * @param folder made when something is kept
   */
  public CompiledCodeFolder(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  @Override
  public Optional<byte[]> get(String key) {
    Path file = folder.resolve(key + SUFFIX);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
      return Optional.of(Files.readAllBytes(file));
    } catch (IOException e) {
      LOG.warn(
          "compiled code in {} cannot be read, so it is compiled again: {}", file, e.toString());
      return Optional.empty();
    }
  }

  @Override
  public void put(String key, byte[] compiled) {
    try {
      Files.createDirectories(folder);
      WholeFile.write(folder.resolve(key + SUFFIX), compiled);
      shrink();
    } catch (IOException e) {
      LOG.warn("compiled code cannot be kept in {}: {}", folder, e.toString());
    }
  }

  private void shrink() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files =
          all.filter(file -> file.toString().endsWith(SUFFIX))
              .sorted(Comparator.comparing(CompiledCodeFolder::lastUsed).reversed())
              .toList();
    }
    for (int i = MAX_FILES; i < files.size(); i++) {
      Files.deleteIfExists(files.get(i));
    }
  }

  private static FileTime lastUsed(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException gone) {
      return FileTime.fromMillis(0);
    }
  }
}
