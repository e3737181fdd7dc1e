package io.braid.consensus.light;

import io.braid.consensus.chain.Batch;
import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.Justification;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.HeaderCodec;
import io.braid.scale.ScaleWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Leads a client from a block that it trusts to the last final one: the last block of each set of
 * voters with its justification, then the last final block with its own (Polkadot specification,
 * 4.8.6). The request is a block's hash, 32 bytes.
 */
public final class WarpServer {
  /** Of all fragments; the client asks again from the last. */
  public static final int MAX_PROOF_BYTES = (8 << 20) - 50;

  private static final Bytes ENGINE = Bytes.utf8("FRNK");

  private final Chain chain;
  private final SetHandoffs handoffs;

  public WarpServer(Chain chain) {
    this.chain = chain;
    handoffs = new SetHandoffs(chain);
  }

  /**
   * What has to be stored with a block to which the chain jumps.
   *
   * @param proven the blocks on the way, the last of which it is
   */
  public static Batch forJump(List<Header> proven) {
    List<Integer> numbers =
        proven.stream()
            .filter(header -> ScheduledChanges.announcedBy(header).isPresent())
            .map(Header::number)
            .toList();
    Batch batch = new Batch();
    SetHandoffs.put(batch, numbers, proven.getLast().number());
    return batch;
  }

  /** The proof; nothing unless the request names a final block. */
  public Optional<Bytes> answer(Bytes request) {
    if (request.size() != Hash256.SIZE) {
      return Optional.empty();
    }
    Hash256 begin = Hash256.of(request);
    Optional<Integer> number =
        chain
            .header(begin)
            .map(Header::number)
            .filter(n -> n <= chain.finalised().number())
            .filter(n -> chain.hashAt(n).equals(Optional.of(begin)));
    return number.flatMap(this::proveFrom);
  }

  private Optional<Bytes> proveFrom(int begin) {
    List<Bytes> fragments = new ArrayList<>();
    int size = 0;
    int proven = begin - 1;
    for (Hash256 handoff : handoffs.above(begin)) {
      Header header = chain.header(handoff).orElseThrow();
      Optional<Bytes> fragment = fragment(header);
      if (fragment.isEmpty()) {
        return Optional.empty();
      }
      size += fragment.get().size();
      if (size > MAX_PROOF_BYTES) {
        return Optional.of(encode(fragments, false));
      }
      fragments.add(fragment.get());
      proven = header.number();
    }
    BlockRef last = chain.finalised();
    if (last.number() > proven) {
      chain.header(last.hash()).flatMap(this::fragment).ifPresent(fragments::add);
    }
    return Optional.of(encode(fragments, true));
  }

  /** A header and its justification, when there is one: only block 0 has none. */
  private Optional<Bytes> fragment(Header header) {
    return chain.justifications(BlockRef.hash(header)).stream()
        .filter(justification -> justification.engine().equals(ENGINE))
        .map(Justification::data)
        .map(data -> Bytes.concat(HeaderCodec.CODEC.encodeToBytes(header), data))
        .findFirst();
  }

  private static Bytes encode(List<Bytes> fragments, boolean finished) {
    ScaleWriter out = new ScaleWriter().compact(fragments.size());
    fragments.forEach(fragment -> out.raw(fragment.unsafeArray()));
    return out.bool(finished).toBytes();
  }
}
