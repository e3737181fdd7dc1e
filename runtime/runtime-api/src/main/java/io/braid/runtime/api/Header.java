package io.braid.runtime.api;

import io.braid.primitives.Hash256;
import io.braid.scale.Compact;
import io.braid.scale.Scale;

/**
 * The header of a block (Polkadot specification, 3.1). Its hash is blake2b-256 of its SCALE form.
 *
 * @param number the parent's plus one; genesis is 0
 */
@Scale(path = "sp_runtime::generic::header::Header")
public record Header(
    Hash256 parentHash,
    @Compact int number,
    Hash256 stateRoot,
    Hash256 extrinsicsRoot,
    Digest digest) {
  public Header withDigest(Digest changed) {
    return new Header(parentHash, number, stateRoot, extrinsicsRoot, changed);
  }

  /** Without its last digest item when that is a seal. */
  public Header unsealed() {
    var logs = digest.logs();
    return !logs.isEmpty() && logs.get(logs.size() - 1) instanceof DigestItem.Seal
        ? withDigest(new Digest(logs.subList(0, logs.size() - 1)))
        : this;
  }
}
