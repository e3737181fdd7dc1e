package io.braid.chains;

import io.braid.primitives.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The WebAssembly blobs that the build made of this module's runtimes. */
public final class Blobs {
  private Blobs() {}

  /**
   * @param chain {@code relay}, {@code hub} or {@code template}
   * @throws IllegalArgumentException when no such blob was built
   */
  public static Bytes of(String chain) {
    try (InputStream in = Blobs.class.getResourceAsStream("/io/braid/chains/" + chain + ".wasm")) {
      if (in == null) {
        throw new IllegalArgumentException(
            "expected the blob " + chain + ".wasm among the built runtimes, found none");
      }
      return Bytes.wrap(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
