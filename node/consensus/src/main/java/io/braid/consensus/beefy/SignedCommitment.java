package io.braid.consensus.beefy;

import io.braid.primitives.Bytes;
import io.braid.runtime.api.beefy.BeefyValidatorSet;
import io.braid.runtime.api.beefy.Commitment;
import io.braid.runtime.api.beefy.CommitmentCodec;
import io.braid.runtime.api.beefy.VoteMessage;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleException;
import io.braid.scale.ScaleReader;
import io.braid.scale.ScaleWriter;
import io.braid.scale.TypeInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A commitment with its signatures: what proves to a bridge that a block is final.
 *
 * @param signatures one place for each validator of the set, in its order
 */
public record SignedCommitment(Commitment commitment, List<Optional<Bytes>> signatures) {
  private static final int SIGNATURE_SIZE = 65;
  private static final int MAX_VALIDATORS = 100_000;
  private static final int VERSION = 1;

  /**
   * As justifications hold it: the version 1; the commitment; a bit for each place, eight to a
   * byte, the first one highest, with at least one byte's end unused; the number of places; the
   * signatures that are there.
   */
  public static final Codec<SignedCommitment> CODEC =
      Codecs.of(
          () -> new TypeInfo.Tuple(List.of()),
          Codec.UNBOUNDED,
          SignedCommitment::encode,
          SignedCommitment::decode);

  public SignedCommitment {
    signatures = List.copyOf(signatures);
  }

  private static void encode(SignedCommitment value, ScaleWriter out) {
    out.u8(VERSION).write(CommitmentCodec.CODEC, value.commitment);
    int places = value.signatures.size();
    byte[] bits = new byte[places / 8 + 1];
    List<Bytes> present = new ArrayList<>();
    for (int i = 0; i < places; i++) {
      Optional<Bytes> signature = value.signatures.get(i);
      if (signature.isPresent()) {
        bits[i / 8] |= (byte) (0x80 >> i % 8);
        present.add(signature.get());
      }
    }
    out.bytes(Bytes.wrap(bits)).u32(places).compact(present.size());
    present.forEach(out::raw);
  }

  private static SignedCommitment decode(ScaleReader in) {
    int version = in.u8();
    if (version != VERSION) {
      throw new ScaleException("expected a finality proof of version 1, found " + version);
    }
    Commitment commitment = CommitmentCodec.CODEC.decode(in);
    byte[] bits = in.bytes(MAX_VALIDATORS / 8 + 1);
    int places = in.u32();
    int count = in.length(MAX_VALIDATORS, SIGNATURE_SIZE);
    if (places < 0 || places / 8 + 1 != bits.length) {
      throw new ScaleException(
          "expected bits for %d validators, found %d bytes".formatted(places, bits.length));
    }
    if ((bits[bits.length - 1] & 0xFF >> places % 8) != 0) {
      throw new ScaleException("expected no bit behind the last validator's");
    }
    List<Optional<Bytes>> signatures = new ArrayList<>();
    for (int i = 0; i < places; i++) {
      boolean signed = (bits[i / 8] & 0x80 >> i % 8) != 0;
      if (signed && count-- <= 0) {
        throw new ScaleException("expected a signature for each bit that is set, found too few");
      }
      signatures.add(signed ? Optional.of(Bytes.wrap(in.raw(SIGNATURE_SIZE))) : Optional.empty());
    }
    if (count > 0) {
      throw new ScaleException("expected a bit for each signature, found too few");
    }
    return new SignedCommitment(commitment, signatures);
  }

  int blockNumber() {
    return commitment.blockNumber();
  }

  /** Whether enough validators of the set signed, and nothing else stands here. */
  boolean isSignedBy(BeefyValidatorSet set) {
    if (commitment.validatorSetId() != set.id() || signatures.size() != set.validators().size()) {
      return false;
    }
    int signed = 0;
    for (int i = 0; i < signatures.size(); i++) {
      Optional<Bytes> signature = signatures.get(i);
      if (signature.isPresent()) {
        if (!Votes.isSigned(
            new VoteMessage(commitment, set.validators().get(i), signature.get()))) {
          return false;
        }
        signed++;
      }
    }
    return signed >= set.threshold();
  }
}
