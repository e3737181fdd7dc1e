package io.braid.consensus.importing;

import io.braid.consensus.chain.Justification;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.Header;
import java.util.List;

/**
 * A block as a peer, a file or a collator gave it: nothing of it is checked.
 *
 * @param header with its seal
 */
public record IncomingBlock(Header header, List<Bytes> body, List<Justification> justifications) {
  public IncomingBlock {
    body = List.copyOf(body);
    justifications = List.copyOf(justifications);
  }
}
