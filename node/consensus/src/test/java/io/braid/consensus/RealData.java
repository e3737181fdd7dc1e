package io.braid.consensus;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.HeaderCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The folder of real chain data; without it, a test is skipped. */
public final class RealData {
  private static final Path FOLDER =
      Path.of(System.getProperty("braid.real", "../../../shared/real"));

  private RealData() {}

  /** A real block. Extrinsics have their length in front. */
  public record RealBlock(Hash256 hash, Header header, List<Bytes> extrinsics) {}

  private static Path file(String name) {
    Path file = FOLDER.resolve(name);
    assumeTrue(Files.exists(file), "the file " + file + " is not here");
    return file;
  }

  /** Westend's blocks 1 to 128. */
  public static List<RealBlock> westendBlocks() {
    List<RealBlock> blocks = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(file("westend-blocks-1-128.jsonl"))) {
        JsonNode json = new JsonMapper().readTree(line);
        List<Bytes> extrinsics = new ArrayList<>();
        json.get("body").forEach(e -> extrinsics.add(Bytes.fromHex(e.asString())));
        blocks.add(
            new RealBlock(
                Hash256.fromHex(json.get("hash").asString()),
                HeaderCodec.CODEC.decodeAll(Bytes.fromHex(json.get("header").asString())),
                extrinsics));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return blocks;
  }

  /** A value of Westend's genesis state. */
  public static Bytes westendGenesis(Bytes key) {
    try (InputStream in =
        new GZIPInputStream(Files.newInputStream(file("westend-genesis.json.gz")))) {
      JsonNode raw = new JsonMapper().readTree(in).get("genesis").get("raw");
      JsonNode top = raw.isArray() ? raw.get(0) : raw.get("top");
      return Bytes.fromHex(top.get(key.hex()).asString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A GRANDPA justification of block 4,635,975. */
  public static Bytes justification() {
    try {
      return Bytes.fromHex(Files.readString(file("grandpa-justification-4635975.hex")).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
