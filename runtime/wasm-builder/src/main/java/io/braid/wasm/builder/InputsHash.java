package io.braid.wasm.builder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** A SHA-256 over everything that a blob is made of: class files, libraries, tools, options. */
final class InputsHash {
  private final MessageDigest digest;

  private InputsHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static String of(WasmBuild build) throws IOException {
    InputsHash hash = new InputsHash();
    hash.add(build.exportsClass());
    hash.add(build.sections().orElse(""));
    hash.add(Integer.toString(build.heapMegabytes()));
    hash.add(Integer.toString(build.limitBytes()));
    for (Path entry : build.classPath()) {
      hash.addEntry(entry);
    }
    for (Path jar : TeaVmJars.all()) {
      hash.addEntry(jar);
    }
    hash.addEntry(TeaVmJars.ofBuilder());
    return HexFormat.of().formatHex(hash.digest.digest());
  }

  private void add(String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  private void addEntry(Path entry) throws IOException {
    if (Files.isDirectory(entry)) {
      for (Path file : classFiles(entry)) {
        add(entry.relativize(file).toString());
        digest.update(Files.readAllBytes(file));
      }
    } else if (Files.exists(entry)) {
      add(entry.getFileName().toString());
      digest.update(Files.readAllBytes(entry));
    }
  }

  /** Only class files: the blob itself often lies in the same directory. */
  private static List<Path> classFiles(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".class")).sorted().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
