package io.braid.frame.executive;

import io.braid.frame.Call;
import io.braid.frame.MultiAddress;
import io.braid.frame.RuntimeTypes;
import io.braid.frame.extension.TransactionExtension;
import io.braid.frame.extension.TransactionRefused;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.Host;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleException;
import io.braid.scale.ScaleReader;
import io.braid.scale.ScaleWriter;
import io.braid.scale.TypeInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * The extrinsic format of a runtime, version 4 (Polkadot specification, C.2): how extrinsics are
 * written, read, and what a signature covers.
 */
public final class Extrinsics {
  public static final int VERSION = 4;

  private static final int SIGNED = 0x80;

  /** A payload above this size is hashed before it is signed. */
  private static final int MAX_PLAIN_PAYLOAD_BYTES = 256;

  private final RuntimeTypes types;
  private final List<TransactionExtension<?, ?, ?>> extensions;

  public Extrinsics(RuntimeTypes types, List<TransactionExtension<?, ?, ?>> extensions) {
    this.types = types;
    this.extensions = List.copyOf(extensions);
  }

  public List<TransactionExtension<?, ?, ?>> extensions() {
    return extensions;
  }

  /**
   * Reads an extrinsic without the length in front.
   *
   * @throws ScaleException when it is malformed
   */
  public Extrinsic decode(Bytes body) {
    ScaleReader in = new ScaleReader(body);
    int version = in.u8();
    Extrinsic extrinsic;
    if (version == VERSION) {
      extrinsic = new Extrinsic.Bare(in.nested(types.call()));
    } else if (version == (SIGNED | VERSION)) {
      MultiAddress address = in.read(MultiAddress.CODEC);
      MultiSignature signature = in.read(MultiSignatureCodec.CODEC);
      List<Object> explicit = new ArrayList<>(extensions.size());
      for (TransactionExtension<?, ?, ?> extension : extensions) {
        explicit.add(extension.explicitCodec().decode(in));
      }
      extrinsic = new Extrinsic.Signed(address, signature, explicit, in.nested(types.call()));
    } else {
      throw new ScaleException(
          "expected an extrinsic of version 4, signed or not (first byte 0x84 or 0x04), found 0x"
              + Integer.toHexString(version));
    }
    in.expectEnd();
    return extrinsic;
  }

  /** Writes an extrinsic without the length in front. */
  public Bytes encode(Extrinsic extrinsic) {
    ScaleWriter out = new ScaleWriter();
    switch (extrinsic) {
      case Extrinsic.Bare bare -> out.u8(VERSION);
      case Extrinsic.Signed signed -> {
        out.u8(SIGNED | VERSION);
        out.write(MultiAddress.CODEC, signed.address());
        out.write(MultiSignatureCodec.CODEC, signed.signature());
        writeExplicit(out, signed.explicit());
      }
    }
    return out.write(types.call(), extrinsic.call()).toBytes();
  }

  @SuppressWarnings("unchecked")
  private void writeExplicit(ScaleWriter out, List<Object> explicit) {
    for (int i = 0; i < extensions.size(); i++) {
      ((Codec<Object>) extensions.get(i).explicitCodec()).encode(explicit.get(i), out);
    }
  }

  /** What the signature covers: the call, what the extensions carry, and what they imply. */
  @SuppressWarnings("unchecked")
  public Bytes signingPayload(Host host, Call call, List<Object> explicit)
      throws TransactionRefused {
    ScaleWriter out = new ScaleWriter().write(types.call(), call);
    writeExplicit(out, explicit);
    for (int i = 0; i < extensions.size(); i++) {
      TransactionExtension<Object, Object, Object> extension =
          (TransactionExtension<Object, Object, Object>) extensions.get(i);
      extension.implicitCodec().encode(extension.implicit(explicit.get(i)), out);
    }
    return out.size() > MAX_PLAIN_PAYLOAD_BYTES
        ? Bytes.wrap(host.blake2b256(out.toArray()))
        : out.toBytes();
  }

  /** The tuple of what all extensions carry, for metadata. */
  public Codec<Codecs.Unit> extensionsDescription() {
    List<Codec<?>> codecs = new ArrayList<>();
    for (TransactionExtension<?, ?, ?> extension : extensions) {
      codecs.add(extension.explicitCodec());
    }
    return describe(new TypeInfo.Tuple(codecs));
  }

  /** The whole extrinsic, for metadata. */
  public Codec<Codecs.Unit> description() {
    return describe(
        new TypeInfo.Composite(
            List.of("sp_runtime", "generic", "unchecked_extrinsic", "UncheckedExtrinsic"),
            List.of(
                new TypeInfo.Parameter("Address", MultiAddress.CODEC),
                new TypeInfo.Parameter("Call", types.call()),
                new TypeInfo.Parameter("Signature", MultiSignatureCodec.CODEC),
                new TypeInfo.Parameter("Extra", extensionsDescription())),
            List.of(new TypeInfo.Field("", Codecs.bytes(Integer.MAX_VALUE), "")),
            List.of()));
  }

  private static Codec<Codecs.Unit> describe(TypeInfo type) {
    return Codecs.of(() -> type, 0, (value, out) -> {}, in -> Codecs.Unit.UNIT);
  }
}
