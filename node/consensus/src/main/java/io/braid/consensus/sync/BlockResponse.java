package io.braid.consensus.sync;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Justification;
import io.braid.consensus.protobuf.ProtobufReader;
import io.braid.consensus.protobuf.ProtobufWriter;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.HeaderCodec;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.Decoded;
import java.util.ArrayList;
import java.util.List;

/**
 * The blocks asked for, in the order asked for; none when the peer lacks the first (message {@code
 * api.v1.BlockResponse}).
 */
public record BlockResponse(List<BlockData> blocks) {
  private static final int MAX_EXTRINSIC_BYTES = 1 << 26;

  /** Extrinsics stand in a body with their lengths. */
  private static final Codec<Bytes> EXTRINSIC = Codecs.bytes(MAX_EXTRINSIC_BYTES);

  /** One block. */
  public record BlockData(Header header, List<Bytes> body, List<Justification> justifications) {
    public BlockData {
      body = List.copyOf(body);
      justifications = List.copyOf(justifications);
    }
  }

  public BlockResponse {
    blocks = List.copyOf(blocks);
  }

  /** The message, with what was asked for. */
  Bytes encode(BlockRequest.Parts parts) {
    ProtobufWriter out = new ProtobufWriter();
    for (BlockData block : blocks) {
      ProtobufWriter data = new ProtobufWriter().bytes(1, BlockRef.hash(block.header()).bytes());
      if (parts.header()) {
        data.bytes(2, HeaderCodec.CODEC.encodeToBytes(block.header()));
      }
      if (parts.body()) {
        block.body().forEach(extrinsic -> data.bytes(3, EXTRINSIC.encodeToBytes(extrinsic)));
      }
      if (parts.justifications() && !block.justifications().isEmpty()) {
        data.bytes(8, Justification.LIST.encodeToBytes(block.justifications()));
      }
      out.message(1, data);
    }
    return out.toBytes();
  }

  /** Reads a response with all parts. */
  static Decoded<BlockResponse> decode(Bytes message) {
    var fields = ProtobufReader.read(message);
    if (fields.isEmpty()) {
      return new Decoded.Malformed<>("expected a protobuf message");
    }
    List<Bytes> encoded = fields.get().allBytes(1);
    if (encoded.size() > BlockSync.MAX_BLOCKS) {
      return new Decoded.Malformed<>(
          "expected at most " + BlockSync.MAX_BLOCKS + " blocks, found " + encoded.size());
    }
    List<BlockData> blocks = new ArrayList<>();
    for (Bytes data : encoded) {
      switch (block(data)) {
        case Decoded.Value<BlockData>(BlockData block) -> blocks.add(block);
        case Decoded.Malformed<BlockData>(String reason) -> {
          return new Decoded.Malformed<>(reason);
        }
      }
    }
    return new Decoded.Value<>(new BlockResponse(blocks));
  }

  private static Decoded<BlockData> block(Bytes message) {
    var fields = ProtobufReader.read(message);
    if (fields.isEmpty()
        || fields.get().bytes(2).isEmpty()
        || !(HeaderCodec.CODEC.tryDecode(fields.get().bytes(2).orElseThrow())
            instanceof Decoded.Value<Header>(Header header))) {
      return new Decoded.Malformed<>("expected a block with its header");
    }
    List<Bytes> body = new ArrayList<>();
    for (Bytes item : fields.get().allBytes(3)) {
      if (!(EXTRINSIC.tryDecode(item) instanceof Decoded.Value<Bytes>(Bytes extrinsic))) {
        return new Decoded.Malformed<>("expected extrinsics with their lengths");
      }
      body.add(extrinsic);
    }
    var justifications = fields.get().bytes(8);
    if (justifications.isEmpty()) {
      return new Decoded.Value<>(new BlockData(header, body, List.of()));
    }
    return Justification.LIST.tryDecode(justifications.get())
            instanceof Decoded.Value<List<Justification>>(List<Justification> proofs)
        ? new Decoded.Value<>(new BlockData(header, body, proofs))
        : new Decoded.Malformed<>("expected a list of justifications");
  }
}
