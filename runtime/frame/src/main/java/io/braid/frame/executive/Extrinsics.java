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
 * The extrinsic formats of a runtime: version 4 (Polkadot specification, C.2), and version 5, whose
 * general transactions say by an extension who sends them (RFC-84, RFC-99). How extrinsics are
 * written, read, and what a signature covers.
 */
public final class Extrinsics {
  public static final int VERSION = 4;

  /** The version with general transactions. */
  public static final int GENERAL_VERSION = 5;

  private static final int SIGNED = 0x80;
  private static final int GENERAL = 0x40;

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
    Extrinsic extrinsic =
        switch (version) {
          case VERSION, GENERAL_VERSION -> new Extrinsic.Bare(in.nested(types.call()));
          case SIGNED | VERSION ->
              new Extrinsic.Signed(
                  in.read(MultiAddress.CODEC),
                  in.read(MultiSignatureCodec.CODEC),
                  readExplicit(in),
                  in.nested(types.call()));
          case GENERAL | GENERAL_VERSION -> readGeneral(in);
          default ->
              throw new ScaleException(
                  "expected an extrinsic of version 4 or 5 (first byte 0x84, 0x45, 0x04 or 0x05),"
                      + " found 0x"
                      + Integer.toHexString(version));
        };
    in.expectEnd();
    return extrinsic;
  }

  private Extrinsic readGeneral(ScaleReader in) {
    int number = in.u8();
    if (number >= ExtensionSet.values().length) {
      throw new ScaleException("expected a set of extensions, 0 or 1, found " + number);
    }
    ExtensionSet set = ExtensionSet.values()[number];
    VerifySignature verification =
        set == ExtensionSet.VERIFYING
            ? in.read(VerifySignatureCodec.CODEC)
            : new VerifySignature.Disabled();
    return new Extrinsic.General(set, verification, readExplicit(in), in.nested(types.call()));
  }

  private List<Object> readExplicit(ScaleReader in) {
    List<Object> explicit = new ArrayList<>(extensions.size());
    for (TransactionExtension<?, ?, ?> extension : extensions) {
      explicit.add(extension.explicitCodec().decode(in));
    }
    return explicit;
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
      case Extrinsic.General general -> {
        out.u8(GENERAL | GENERAL_VERSION).u8(general.set().ordinal());
        if (general.set() == ExtensionSet.VERIFYING) {
          out.write(VerifySignatureCodec.CODEC, general.verification());
        }
        writeExplicit(out, general.explicit());
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

  /** What a signature of version 4 covers: the call, what the extensions carry and imply. */
  public Bytes signingPayload(Host host, Call call, List<Object> explicit)
      throws TransactionRefused {
    ScaleWriter out = new ScaleWriter().write(types.call(), call);
    writeExplicit(out, explicit);
    writeImplicit(out, explicit);
    return out.size() > MAX_PLAIN_PAYLOAD_BYTES
        ? Bytes.wrap(host.blake2b256(out.toArray()))
        : out.toBytes();
  }

  /**
   * What {@link VerifySignature} covers: the number of the set, the call, what the extensions
   * behind it carry and imply; always hashed.
   */
  public Bytes verifiedPayload(Host host, Call call, List<Object> explicit)
      throws TransactionRefused {
    ScaleWriter out =
        new ScaleWriter().u8(ExtensionSet.VERIFYING.ordinal()).write(types.call(), call);
    writeExplicit(out, explicit);
    writeImplicit(out, explicit);
    return Bytes.wrap(host.blake2b256(out.toArray()));
  }

  @SuppressWarnings("unchecked")
  private void writeImplicit(ScaleWriter out, List<Object> explicit) throws TransactionRefused {
    for (int i = 0; i < extensions.size(); i++) {
      TransactionExtension<Object, Object, Object> extension =
          (TransactionExtension<Object, Object, Object>) extensions.get(i);
      extension.implicitCodec().encode(extension.implicit(explicit.get(i)), out);
    }
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
