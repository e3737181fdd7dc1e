package io.braid.executor.wasm;

import io.braid.crypto.hash.Blake2b;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import run.endive.compiler.Cache;
import run.endive.compiler.MachineFactoryCompiler;

/**
 * Our cache as the engine sees it. The key tells engine, Java version and compiler option too; what
 * is kept starts with its Blake2b-256, for a damaged file must not make a good module a bad one.
 */
record EngineCache(CompiledCodeCache cache, LargeFunctions largeFunctions) implements Cache {
  private static final int HASH_BYTES = 32;

  /** The name of the engine's file, which holds its version. */
  private static final String ENGINE =
      Path.of(
              MachineFactoryCompiler.class
                  .getProtectionDomain()
                  .getCodeSource()
                  .getLocation()
                  .getPath())
          .getFileName()
          .toString();

  @Override
  public byte @Nullable [] get(String digest) {
    return cache.get(key(digest)).flatMap(EngineCache::checked).orElse(null);
  }

  @Override
  public void putIfAbsent(String digest, byte[] compiled) {
    byte[] kept = Arrays.copyOf(Blake2b.hash256(compiled), HASH_BYTES + compiled.length);
    System.arraycopy(compiled, 0, kept, HASH_BYTES, compiled.length);
    cache.put(key(digest), kept);
  }

  private static Optional<byte[]> checked(byte[] kept) {
    if (kept.length < HASH_BYTES) {
      return Optional.empty();
    }
    byte[] compiled = Arrays.copyOfRange(kept, HASH_BYTES, kept.length);
    byte[] hash = Arrays.copyOf(kept, HASH_BYTES);
    return Arrays.equals(hash, Blake2b.hash256(compiled))
        ? Optional.of(compiled)
        : Optional.empty();
  }

  private String key(String digest) {
    String text =
        digest + "-" + ENGINE + "-" + Runtime.version().feature() + "-" + largeFunctions.name();
    return text.replaceAll("[^A-Za-z0-9-]", "-");
  }
}
