package io.braid.pallets.babe;

import io.braid.primitives.Bytes;
import io.braid.runtime.api.Digest;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.HeaderCodec;
import io.braid.runtime.api.Host;
import io.braid.runtime.api.babe.BabeEquivocationProof;
import io.braid.runtime.api.babe.BabePreDigest;
import io.braid.scale.Decoded;
import java.util.List;
import java.util.Optional;

/** Whether two blocks prove that their author equivocated. */
final class BabeEquivocations {
  private BabeEquivocations() {}

  /** Different blocks, for the same slot, of the same author, who signed both. */
  static boolean proven(Host host, BabeEquivocationProof proof) {
    Optional<BabePreDigest> first = claim(proof.firstHeader());
    Optional<BabePreDigest> second = claim(proof.secondHeader());
    return !proof.firstHeader().equals(proof.secondHeader())
        && first.isPresent()
        && second.isPresent()
        && first.get().slot() == proof.slot()
        && second.get().slot() == proof.slot()
        && first.get().authorityIndex() == second.get().authorityIndex()
        && signed(host, proof.firstHeader(), proof.offender())
        && signed(host, proof.secondHeader(), proof.offender());
  }

  private static Optional<BabePreDigest> claim(Header header) {
    for (DigestItem item : header.digest().logs()) {
      if (item instanceof DigestItem.PreRuntime pre && pre.engine().equals(Babe.ENGINE)) {
        return io.braid.runtime.api.babe.BabePreDigestCodec.CODEC.tryDecode(pre.data())
                instanceof Decoded.Value<BabePreDigest> claim
            ? Optional.of(claim.value())
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static boolean signed(Host host, Header header, Bytes author) {
    List<DigestItem> logs = header.digest().logs();
    if (logs.isEmpty()
        || !(logs.get(logs.size() - 1) instanceof DigestItem.Seal seal)
        || !seal.engine().equals(Babe.ENGINE)
        || seal.data().size() != 64) {
      return false;
    }
    Header unsealed = header.withDigest(new Digest(logs.subList(0, logs.size() - 1)));
    byte[] hash = host.blake2b256(HeaderCodec.CODEC.encode(unsealed));
    return host.sr25519Verify(seal.data().unsafeArray(), hash, author.unsafeArray());
  }
}
