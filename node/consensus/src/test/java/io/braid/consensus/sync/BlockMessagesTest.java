package io.braid.consensus.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.consensus.RealData;
import io.braid.consensus.chain.Justification;
import io.braid.consensus.protobuf.ProtobufReader;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.scale.Decoded;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bytes written by hand from the schema {@code api.v1}. */
class BlockMessagesTest {
  private static final Hash256 HASH = Hash256.fromHex("11".repeat(32));

  @Test
  void aRequestHasTheSchemasBytes() {
    BlockRequest request =
        new BlockRequest(new BlockRequest.Start.AtHash(HASH), BlockRequest.Direction.DESCENDING, 5);
    assertThat(request.encode().hex())
        .isEqualTo("0x" + "088080809801" + "1220" + "11".repeat(32) + "2801" + "3005" + "3801");
    BlockRequest byNumber =
        new BlockRequest(
            new BlockRequest.Start.AtNumber(258), BlockRequest.Direction.ASCENDING, 64);
    assertThat(byNumber.encode().hex())
        .isEqualTo("0x" + "088080809801" + "1a0402010000" + "3040" + "3801");
    assertThat(BlockRequest.decode(request.encode())).contains(request);
    assertThat(BlockRequest.decode(byNumber.encode())).contains(byNumber);
  }

  @Test
  void whatALightClientAsksForIsOnlyHeaderAndJustification() {
    // Fields 0x11000000; without a direction and a maximum.
    BlockRequest request =
        BlockRequest.decode(Bytes.fromHex("088080808801" + "1220" + "11".repeat(32))).orElseThrow();
    assertThat(request.parts()).isEqualTo(new BlockRequest.Parts(true, false, true));
    assertThat(request.direction()).isEqualTo(BlockRequest.Direction.ASCENDING);
    assertThat(request.max()).isEqualTo(BlockSync.MAX_BLOCKS);
  }

  @Test
  void whatIsNoRequestIsRefused() {
    for (String bad :
        List.of("", "08", "1203111111", "1a03000000", "1a0400000080", "1a0401000000" + "2802")) {
      assertThat(BlockRequest.decode(Bytes.fromHex(bad))).as(bad).isEmpty();
    }
  }

  @Test
  void realBlocksComeOutOfAResponseAsTheyWentIn() {
    List<BlockResponse.BlockData> blocks =
        RealData.westendBlocks().stream()
            .limit(BlockSync.MAX_BLOCKS)
            .map(block ->
                new BlockResponse.BlockData(
                    block.header(),
                    block.extrinsics(),
                    List.of(new Justification(Bytes.utf8("FRNK"), Bytes.utf8("proof")))))
            .toList();
    BlockResponse response = new BlockResponse(blocks);
    Bytes encoded = response.encode(BlockRequest.Parts.ALL);
    assertThat(BlockResponse.decode(encoded)).isEqualTo(new Decoded.Value<>(response));
    ProtobufReader last = ProtobufReader.read(encoded).orElseThrow().message(1).orElseThrow();
    assertThat(last.bytes(1))
        .contains(RealData.westendBlocks().get(BlockSync.MAX_BLOCKS - 1).hash().bytes());
    Bytes headers = response.encode(new BlockRequest.Parts(true, false, false));
    assertThat(headers.size()).isLessThan(encoded.size());
    assertThat(ProtobufReader.read(headers).orElseThrow().message(1).orElseThrow().bytes(3))
        .isEmpty();

    Random random = new Random(3);
    for (int i = 0; i < 3_000; i++) {
      byte[] bytes = encoded.slice(0, Math.min(encoded.size(), 2_000)).toArray();
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      BlockResponse.decode(Bytes.wrap(bytes));
      BlockRequest.decode(Bytes.wrap(bytes));
    }
  }
}
