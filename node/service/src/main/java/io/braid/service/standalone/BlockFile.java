package io.braid.service.standalone;

import io.braid.consensus.chain.Justification;
import io.braid.consensus.importing.IncomingBlock;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.Block;
import io.braid.runtime.api.BlockCodec;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.HeaderCodec;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleException;
import io.braid.scale.ScaleReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Blocks in a file, in either of two forms: what Substrate's {@code export-blocks --binary} writes
 * (a u64 of how many, then each block with its justifications in SCALE), or a line of JSON for
 * each, with {@code header} (SCALE, hexadecimal) and {@code body} (extrinsics, each with its length
 * in front).
 */
public final class BlockFile {
  private static final Codec<Bytes> EXTRINSIC = Codecs.bytes(1 << 26);
  private static final Codec<Optional<List<Justification>>> JUSTIFICATIONS =
      Codecs.option(Justification.LIST);

  private BlockFile() {}

  /** What became of reading a file. */
  public sealed interface Read {
    record Blocks(List<IncomingBlock> blocks) implements Read {}

    /**
     * @param reason which block or line it was, what was expected and found
     */
    record Refused(String reason) implements Read {}
  }

  /**
   * @throws IOException when the file cannot be read
   */
  public static Read read(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    return content.length > 0 && content[0] == '{' ? lines(content) : binary(content);
  }

  private static Read binary(byte[] content) {
    ScaleReader in = new ScaleReader(content);
    List<IncomingBlock> blocks = new ArrayList<>();
    try {
      long count = in.u64();
      for (long i = 0; i < count; i++) {
        Block block = BlockCodec.CODEC.decode(in);
        List<Justification> justifications = JUSTIFICATIONS.decode(in).orElse(List.of());
        blocks.add(new IncomingBlock(block.header(), block.extrinsics(), justifications));
      }
      in.expectEnd();
      return new Read.Blocks(blocks);
    } catch (ScaleException e) {
      return new Read.Refused("block " + (blocks.size() + 1) + " of the file: " + e.getMessage());
    }
  }

  private static Read lines(byte[] content) {
    JsonMapper mapper = new JsonMapper();
    List<IncomingBlock> blocks = new ArrayList<>();
    for (String line : new String(content, StandardCharsets.UTF_8).lines().toList()) {
      try {
        JsonNode json = mapper.readTree(line);
        Header header =
            HeaderCodec.CODEC.decodeAll(Bytes.fromHex(json.path("header").asString("")));
        List<Bytes> body = new ArrayList<>();
        for (JsonNode extrinsic : json.path("body")) {
          body.add(EXTRINSIC.decodeAll(Bytes.fromHex(extrinsic.asString(""))));
        }
        blocks.add(new IncomingBlock(header, body, List.of()));
      } catch (ScaleException | JacksonException | IllegalArgumentException e) {
        return new Read.Refused("line " + (blocks.size() + 1) + ": " + e.getMessage());
      }
    }
    return new Read.Blocks(blocks);
  }
}
