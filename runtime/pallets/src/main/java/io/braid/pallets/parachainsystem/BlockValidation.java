package io.braid.pallets.parachainsystem;

import io.braid.frame.executive.Executive;
import io.braid.frame.executive.Extrinsic;
import io.braid.frame.executive.InvalidBlock;
import io.braid.pallets.aura.Aura;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Block;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.HeaderCodec;
import io.braid.runtime.api.Host;
import io.braid.runtime.api.parachains.CollationInfo;
import io.braid.runtime.api.parachains.ParachainBlockData;
import io.braid.runtime.api.parachains.ParachainBlockDataCodec;
import io.braid.runtime.api.parachains.ParachainInherentData;
import io.braid.runtime.api.parachains.PersistedValidationData;
import io.braid.runtime.api.parachains.ValidationFunction;
import io.braid.runtime.api.parachains.ValidationParams;
import io.braid.runtime.api.parachains.ValidationResult;
import io.braid.trie.CompactProof;
import java.util.function.Function;

/**
 * A parachain's validation function: re-executes a block against the proof that came with it, and
 * says what the block does to the world. Throws when anything does not fit; the candidate is then
 * invalid.
 */
public final class BlockValidation implements ValidationFunction {
  /** The parts of a parachain's runtime that its validation function needs. */
  public interface Target {
    Executive executive();

    ParachainSystem parachainSystem();

    Aura aura();
  }

  private final Host host;
  private final Function<Host, ? extends Target> runtimes;

  /**
   * @param runtimes makes the runtime over a host
   */
  public BlockValidation(Host host, Function<Host, ? extends Target> runtimes) {
    this.host = host;
    this.runtimes = runtimes;
  }

  @Override
  public ValidationResult validateBlock(ValidationParams params) {
    Header parent = HeaderCodec.CODEC.decodeAll(params.parentHead());
    ParachainBlockData data = ParachainBlockDataCodec.CODEC.decodeAll(params.blockData());
    Header sealed = data.header();
    Hash256 parentHash = Hash256.of(host.blake2b256(params.parentHead().unsafeArray()));
    if (!sealed.parentHash().equals(parentHash)) {
      throw new InvalidBlock(
          "expected a block on " + parentHash + ", found one on " + sealed.parentHash());
    }
    CompactProof proof = new CompactProof(data.storageProof());
    Target onParent = runtimes.apply(new ProofHost(host, parent.stateRoot(), proof));
    Header header = onParent.aura().unseal(sealed);

    // A fresh host and runtime: what was read to check the seal must not leak into the block.
    Target runtime = runtimes.apply(new ProofHost(host, parent.stateRoot(), proof));
    Block block = new Block(header, data.extrinsics());
    checkValidationData(runtime, block, params);
    runtime.executive().executeBlock(block);
    CollationInfo info = runtime.parachainSystem().collectCollationInfo(sealed);
    return new ValidationResult(
        info.headData(),
        info.newValidationCode(),
        info.upwardMessages(),
        info.horizontalMessages(),
        info.processedDownwardMessages(),
        info.hrmpWatermark());
  }

  /** The block must speak of the same relay parent and the same parent head as its validator. */
  private static void checkValidationData(Target runtime, Block block, ValidationParams params) {
    for (Bytes body : block.extrinsics()) {
      Extrinsic extrinsic = runtime.executive().extrinsics().decode(body);
      if (extrinsic instanceof Extrinsic.Bare
          && extrinsic.call() instanceof ParachainSystemCall.SetValidationData set) {
        ParachainInherentData inherent = set.data();
        PersistedValidationData data = inherent.validationData();
        expect("parent head", params.parentHead(), data.parentHead());
        expect("relay parent number", params.relayParentNumber(), data.relayParentNumber());
        expect(
            "relay parent storage root",
            params.relayParentStorageRoot(),
            data.relayParentStorageRoot());
        return;
      }
    }
    throw new InvalidBlock("expected the validation data among the extrinsics, found none");
  }

  private static void expect(String what, Object expected, Object found) {
    if (!expected.equals(found)) {
      throw new InvalidBlock("expected the " + what + " " + expected + ", found " + found);
    }
  }
}
