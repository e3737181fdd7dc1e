package io.braid.pallets.parachains.inclusion;

import io.braid.primitives.Bits;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.SigningContext;
import io.braid.runtime.api.parachains.SigningContextCodec;
import io.braid.runtime.api.parachains.ValidityAttestation;
import io.braid.scale.ScaleWriter;

/** What validators sign about parachains. */
final class Statements {
  private static final byte[] MAGIC = {'B', 'K', 'N', 'G'};

  private Statements() {}

  /** The compact statement behind an attestation, in its context. */
  static Bytes payload(
      ValidityAttestation attestation, Hash256 candidateHash, SigningContext context) {
    int kind =
        switch (attestation) {
          case ValidityAttestation.Implicit seconded -> 1;
          case ValidityAttestation.Explicit valid -> 2;
        };
    return new ScaleWriter(80)
        .raw(MAGIC)
        .u8(kind)
        .write(Hash256.CODEC, candidateHash)
        .write(SigningContextCodec.CODEC, context)
        .toBytes();
  }

  /** A bitfield in its context. */
  static Bytes payload(Bits bitfield, SigningContext context) {
    return new ScaleWriter(48)
        .write(Bits.CODEC, bitfield)
        .write(SigningContextCodec.CODEC, context)
        .toBytes();
  }
}
