package io.braid.service.standalone;

import io.braid.crypto.ed25519.Ed25519KeyPair;
import io.braid.primitives.Bytes;
import io.braid.storage.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * What a node keeps of one chain on disk.
 *
 * @param path {@code DATA/chains/ID}
 */
public record NodeFolder(Path path) {
  private static final int SEED_SIZE = 32;

  /**
   * @param data the node's folder
   * @param chainId of the chain's specification
   */
  public static NodeFolder of(Path data, String chainId) {
    return new NodeFolder(data.resolve("chains").resolve(chainId));
  }

  public Path database() {
    return path.resolve("db");
  }

  public Path keystore() {
    return path.resolve("keystore");
  }

  /** The seed of the key that others know the node by. */
  public Path networkKey() {
    return path.resolve("network").resolve("secret_ed25519");
  }

  /**
   * Reads the node's network key, 32 bytes or their hexadecimal digits; makes one when there is
   * none.
   *
   * @throws CannotStart when the file holds something else, or cannot be read or made
   */
  Ed25519KeyPair openNetworkKey() throws CannotStart {
    Path file = networkKey();
    try {
      if (!Files.exists(file)) {
        byte[] seed = new byte[SEED_SIZE];
        new SecureRandom().nextBytes(seed);
        Files.createDirectories(file.getParent());
        WholeFile.write(file, seed);
        return Ed25519KeyPair.fromSeed(seed);
      }
      byte[] found = Files.readAllBytes(file);
      if (found.length != SEED_SIZE) {
        found = Bytes.fromHex(new String(found, StandardCharsets.ISO_8859_1).strip()).toArray();
      }
      if (found.length == SEED_SIZE) {
        return Ed25519KeyPair.fromSeed(found);
      }
    } catch (IllegalArgumentException e) {
      // refused below
    } catch (IOException e) {
      throw new CannotStart("cannot use the network key in " + file + ": " + e.getMessage());
    }
    throw new CannotStart(
        "expected a network key of 32 bytes in " + file + "; remove the file to get a new one");
  }
}
