package io.braid.service;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.braid.service.chainspec.ChainSpec;
import io.braid.service.chainspec.ChainSpecJson;
import io.braid.service.chainspec.ChainSpecRead;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** The folder of real chain data; without it, a test is skipped. */
public final class RealChains {
  private static final Path FOLDER =
      Path.of(System.getProperty("braid.real", "../../../shared/real"));

  private RealChains() {}

  public static Path file(String name) {
    Path file = FOLDER.resolve(name);
    assumeTrue(Files.exists(file), "the file " + file + " is not here");
    return file;
  }

  public static ChainSpec spec(String name) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file(name + ".json.gz")))) {
      String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return ((ChainSpecRead.Accepted) ChainSpecJson.read(json)).spec();
    }
  }
}
