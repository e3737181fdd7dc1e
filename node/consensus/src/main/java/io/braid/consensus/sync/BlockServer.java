package io.braid.consensus.sync;

import io.braid.consensus.chain.Chain;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers peers that ask for blocks, up to {@link BlockSync#MAX_BLOCKS} and a few megabytes. */
final class BlockServer {
  private static final int MAX_RESPONSE_BYTES = 8 << 20;

  private final Chain chain;

  BlockServer(Chain chain) {
    this.chain = chain;
  }

  /** The response; nothing for bytes that are no request. */
  Optional<Bytes> answer(Bytes request) {
    return BlockRequest.decode(request)
        .map(wanted -> new BlockResponse(collect(wanted)).encode(wanted.parts()));
  }

  private List<BlockResponse.BlockData> collect(BlockRequest wanted) {
    List<BlockResponse.BlockData> blocks = new ArrayList<>();
    long bytes = 0;
    Optional<Hash256> at =
        switch (wanted.start()) {
          case BlockRequest.Start.AtHash(Hash256 hash) -> Optional.of(hash);
          case BlockRequest.Start.AtNumber(int number) -> chain.hashAt(number);
        };
    while (at.isPresent() && blocks.size() < wanted.max() && bytes < MAX_RESPONSE_BYTES) {
      Hash256 hash = at.get();
      Optional<Header> header = chain.header(hash);
      Optional<List<Bytes>> body = chain.body(hash);
      if (header.isEmpty() || body.isEmpty()) {
        break;
      }
      blocks.add(new BlockResponse.BlockData(header.get(), body.get(), chain.justifications(hash)));
      if (wanted.parts().body()) {
        for (Bytes extrinsic : body.get()) {
          bytes += extrinsic.size();
        }
      }
      at = next(header.get(), wanted.direction());
    }
    return blocks;
  }

  private Optional<Hash256> next(Header header, BlockRequest.Direction direction) {
    return switch (direction) {
      case ASCENDING -> chain.hashAt(header.number() + 1);
      case DESCENDING -> header.number() == 0 ? Optional.empty() : Optional.of(header.parentHash());
    };
  }
}
