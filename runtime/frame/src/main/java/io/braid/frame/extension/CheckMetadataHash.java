package io.braid.frame.extension;

import io.braid.primitives.Bytes;
import io.braid.runtime.api.UnknownTransaction;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.Codecs.Unit;
import io.braid.scale.TypeInfo;
import java.util.List;
import java.util.Optional;

/**
 * Lets a signer cover the metadata it decoded the call with (RFC-78). Where a runtime was built
 * without its metadata's hash, a transaction that asks for the check is refused, as its signature
 * cannot be judged.
 */
public final class CheckMetadataHash
    implements TransactionExtension<CheckMetadataHash.Mode, Optional<Bytes>, Unit> {
  /** Whether the signature covers the metadata's hash. */
  @io.braid.scale.Scale(path = "frame_metadata_hash_extension::Mode")
  public enum Mode {
    DISABLED,
    ENABLED
  }

  private final Optional<Bytes> hash;

  /**
   * @param hash of the runtime's metadata, 32 bytes; empty when it is not known
   */
  public CheckMetadataHash(Optional<Bytes> hash) {
    this.hash = hash;
  }

  @Override
  public String identifier() {
    return "CheckMetadataHash";
  }

  @Override
  public Codec<Mode> explicitCodec() {
    Codec<Mode> mode = CheckMetadataHash_ModeCodec.CODEC;
    return Codecs.of(
        () ->
            new TypeInfo.Composite(
                List.of("frame_metadata_hash_extension", "CheckMetadataHash"),
                List.of(new TypeInfo.Field("mode", mode, "Mode"))),
        1,
        (value, out) -> mode.encode(value, out),
        in -> mode.decode(in));
  }

  @Override
  public Codec<Optional<Bytes>> implicitCodec() {
    return Codecs.option(Codecs.fixedBytes(32));
  }

  @Override
  public Optional<Bytes> implicit(Mode mode) throws TransactionRefused {
    if (mode == Mode.DISABLED) {
      return Optional.empty();
    }
    if (hash.isEmpty()) {
      throw TransactionRefused.of(new UnknownTransaction.CannotLookup());
    }
    return hash;
  }

  @Override
  public Unit prepare(Mode mode, TransactionContext transaction) {
    return Unit.UNIT;
  }
}
