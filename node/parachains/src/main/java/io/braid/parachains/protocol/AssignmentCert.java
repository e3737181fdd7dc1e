package io.braid.parachains.protocol;

import io.braid.crypto.sr25519.VrfSignature;
import io.braid.primitives.Bits;
import io.braid.primitives.Bytes;
import io.braid.scale.Index;
import io.braid.scale.Scale;
import io.braid.scale.Size;

/** Shows that a validator's turn has come to check candidates of a block. */
@Scale(path = "polkadot_node_primitives::approval::v2::AssignmentCertV2")
public record AssignmentCert(Kind kind, Vrf vrf) {
  /** The VRF's input and what follows from its output. */
  @Scale(path = "polkadot_node_primitives::approval::v2::AssignmentCertKindV2")
  public sealed interface Kind {
    /**
     * One draw for all cores of the block.
     *
     * @param coreBitfield the cores that were drawn and whose candidates the block includes; its
     *     last bit is 1
     */
    @Index(0)
    record RelayVrfModuloCompact(Bits coreBitfield) implements Kind {}

    /** One draw for each core, of the tranche. */
    @Index(1)
    record RelayVrfDelay(int coreIndex) implements Kind {}

    /**
     * The older form: {@code relay_vrf_modulo_samples} draws, each of a core.
     *
     * @param sample which draw
     */
    @Index(2)
    record RelayVrfModulo(int sample) implements Kind {}
  }

  /** As it is sent. */
  @Scale(path = "sp_core::sr25519::vrf::VrfSignature")
  public record Vrf(@Size(32) Bytes preOutput, @Size(64) Bytes proof) {
    public static Vrf of(VrfSignature signature) {
      return new Vrf(signature.preOutput(), signature.proof());
    }

    public VrfSignature signature() {
      return new VrfSignature(preOutput, proof);
    }
  }
}
