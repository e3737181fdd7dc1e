package io.braid.frame.metadata;

import io.braid.frame.MultiAddress;
import io.braid.frame.PalletContext;
import io.braid.frame.PalletInfo;
import io.braid.frame.RuntimeParts;
import io.braid.frame.executive.ExtensionSet;
import io.braid.frame.executive.Extrinsics;
import io.braid.frame.executive.VerifySignature;
import io.braid.frame.executive.VerifySignatureCodec;
import io.braid.frame.extension.TransactionExtension;
import io.braid.frame.storage.KeyPart;
import io.braid.frame.storage.StorageEntry;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.ApiInfo;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleWriter;
import io.braid.scale.TypeInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes a runtime's metadata: the prefix "meta", the version, the types, and what uses them. The
 * layouts are those of the crate frame-metadata.
 *
 * <p>Version 16 says of every item whether it is deprecated; nothing is here. It also has room for
 * the types that a pallet's configuration names and for view functions, of which there are none.
 */
public final class MetadataBuilder {
  public static final List<Integer> VERSIONS = List.of(14, 15, 16);

  private static final byte[] MAGIC = {'m', 'e', 't', 'a'};

  private final RuntimeParts parts;
  private final Extrinsics extrinsics;

  public MetadataBuilder(RuntimeParts parts, Extrinsics extrinsics) {
    this.parts = parts;
    this.extrinsics = extrinsics;
  }

  /**
   * @param version one of {@link #VERSIONS}
   */
  public Bytes build(int version) {
    TypeRegistry registry = new TypeRegistry();
    ScaleWriter body = body(registry, version);
    ScaleWriter out = new ScaleWriter(1 << 16);
    out.raw(MAGIC).u8(version);
    registry.write(out);
    return out.raw(body.toArray()).toBytes();
  }

  /** All types, numbered as in every version but for what only one of them has, which is last. */
  TypeRegistry types() {
    TypeRegistry registry = new TypeRegistry();
    body(registry, 16);
    return registry;
  }

  private ScaleWriter body(TypeRegistry registry, int version) {
    ScaleWriter body = new ScaleWriter(1 << 16);
    List<PalletInfo> pallets = parts.pallets();
    body.compact(pallets.size());
    for (PalletInfo pallet : pallets) {
      pallet(body, registry, pallet, version);
    }
    if (version == 14) {
      extrinsicV14(body, registry);
      body.compact(registry.id(RUNTIME));
      return body;
    }
    // Nothing here refers to it, but clients find the types of calls and addresses by it.
    registry.id(extrinsics.description());
    if (version == 15) {
      extrinsicV15(body, registry);
      body.compact(registry.id(RUNTIME));
    } else {
      extrinsicV16(body, registry);
    }
    apis(body, registry, version);
    body.compact(registry.id(parts.call()));
    body.compact(registry.id(parts.event()));
    body.compact(registry.id(parts.error()));
    return body.compact(0);
  }

  /** The marker type that stands for the runtime itself. */
  private static final Codec<Codecs.Unit> RUNTIME =
      Codecs.of(
          () -> new TypeInfo.Composite(List.of("braid_runtime", "Runtime"), List.of()),
          0,
          (value, out) -> {},
          in -> Codecs.Unit.UNIT);

  private void pallet(ScaleWriter out, TypeRegistry registry, PalletInfo pallet, int version) {
    PalletContext context = pallet.context();
    out.string(context.name());
    out.bool(!context.entries().isEmpty());
    if (!context.entries().isEmpty()) {
      out.string(context.name()).compact(context.entries().size());
      for (StorageEntry entry : context.entries()) {
        entry(out, registry, entry, pallet);
        item(out, version);
      }
    }
    variants(out, registry, pallet.calls(), version);
    variants(out, registry, pallet.events(), version);
    out.compact(context.constants().size());
    for (PalletContext.Constant constant : context.constants()) {
      out.string(constant.name())
          .compact(registry.id(constant.codec()))
          .bytes(constant.value().get());
      TypeRegistry.strings(out, pallet.itemDocs().apply(constant.name()));
      item(out, version);
    }
    variants(out, registry, pallet.errors(), version);
    if (version >= 16) {
      // No types of its configuration, no view functions.
      out.compact(0).compact(0);
    }
    out.u8(context.index());
    if (version >= 15) {
      TypeRegistry.strings(out, pallet.docs());
    }
    item(out, version);
  }

  /** Says of an item that it is not deprecated. */
  private static void item(ScaleWriter out, int version) {
    if (version >= 16) {
      out.u8(0);
    }
  }

  private static void variants(
      ScaleWriter out, TypeRegistry registry, Optional<? extends Codec<?>> codec, int version) {
    out.bool(codec.isPresent());
    if (codec.isPresent()) {
      out.compact(registry.id(codec.get()));
      if (version >= 16) {
        // None of them is deprecated.
        out.compact(0);
      }
    }
  }

  private static void entry(
      ScaleWriter out, TypeRegistry registry, StorageEntry entry, PalletInfo pallet) {
    out.string(entry.name());
    out.u8(entry.defaultValue().isPresent() ? 1 : 0);
    if (entry.keys().isEmpty()) {
      out.u8(0).compact(registry.id(entry.value()));
    } else {
      out.u8(1).compact(entry.keys().size());
      List<Codec<?>> keys = new ArrayList<>();
      for (KeyPart<?> key : entry.keys()) {
        out.u8(key.hasher().ordinal());
        keys.add(key.codec());
      }
      Codec<?> keyType = keys.size() == 1 ? keys.get(0) : tuple(keys);
      out.compact(registry.id(keyType)).compact(registry.id(entry.value()));
    }
    // An optional item's default is its encoded None, as clients expect.
    out.bytes(entry.defaultValue().orElse(Bytes.of((byte) 0)));
    TypeRegistry.strings(out, pallet.itemDocs().apply(entry.name()));
  }

  private static Codec<Codecs.Unit> tuple(List<Codec<?>> elements) {
    return Codecs.of(
        () -> new TypeInfo.Tuple(elements), 0, (value, out) -> {}, in -> Codecs.Unit.UNIT);
  }

  private void extrinsicV14(ScaleWriter out, TypeRegistry registry) {
    out.compact(registry.id(extrinsics.description())).u8(Extrinsics.VERSION);
    extensions(out, registry);
  }

  private void extrinsicV15(ScaleWriter out, TypeRegistry registry) {
    out.u8(Extrinsics.VERSION);
    out.compact(registry.id(MultiAddress.CODEC));
    out.compact(registry.id(parts.call()));
    out.compact(registry.id(io.braid.frame.executive.MultiSignatureCodec.CODEC));
    out.compact(registry.id(extrinsics.extensionsDescription()));
    extensions(out, registry);
  }

  private void extrinsicV16(ScaleWriter out, TypeRegistry registry) {
    out.compact(2).u8(Extrinsics.VERSION).u8(Extrinsics.GENERAL_VERSION);
    out.compact(registry.id(MultiAddress.CODEC));
    out.compact(registry.id(parts.call()));
    out.compact(registry.id(io.braid.frame.executive.MultiSignatureCodec.CODEC));
    int count = extrinsics.extensions().size();
    out.compact(2).u8(ExtensionSet.PLAIN.ordinal()).compact(count);
    indices(out, count);
    out.u8(ExtensionSet.VERIFYING.ordinal()).compact(1 + count).compact(count);
    indices(out, count);
    out.compact(count + 1);
    extensionTypes(out, registry);
    out.string(VerifySignature.IDENTIFIER)
        .compact(registry.id(VerifySignatureCodec.CODEC))
        .compact(registry.id(Codecs.UNIT));
  }

  private static void indices(ScaleWriter out, int count) {
    for (int index = 0; index < count; index++) {
      out.compact(index);
    }
  }

  private void extensions(ScaleWriter out, TypeRegistry registry) {
    out.compact(extrinsics.extensions().size());
    extensionTypes(out, registry);
  }

  private void extensionTypes(ScaleWriter out, TypeRegistry registry) {
    for (TransactionExtension<?, ?, ?> extension : extrinsics.extensions()) {
      out.string(extension.identifier())
          .compact(registry.id(extension.explicitCodec()))
          .compact(registry.id(extension.implicitCodec()));
    }
  }

  private void apis(ScaleWriter out, TypeRegistry registry, int version) {
    out.compact(parts.apis().size());
    for (ApiInfo api : parts.apis()) {
      out.string(api.name()).compact(api.methods().size());
      for (ApiInfo.Method method : api.methods()) {
        out.string(method.name()).compact(method.inputs().size());
        for (TypeInfo.Field input : method.inputs()) {
          out.string(input.name()).compact(registry.id(input.codec()));
        }
        out.compact(registry.id(method.output()));
        TypeRegistry.strings(out, method.docs());
        item(out, version);
      }
      TypeRegistry.strings(out, api.docs());
      if (version >= 16) {
        out.compact(api.version());
      }
      item(out, version);
    }
  }
}
