package io.braid.frame.metadata;

import io.braid.frame.MultiAddress;
import io.braid.frame.RuntimeParts;
import io.braid.frame.executive.Extrinsics;
import io.braid.frame.executive.MultiSignatureCodec;
import io.braid.frame.extension.TransactionExtension;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.RuntimeVersion;
import io.braid.scale.Codec;
import io.braid.scale.ScaleWriter;
import io.braid.scale.TypeInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The hash of a runtime's metadata that a signer can cover (RFC-78): of all types that an extrinsic
 * is made of, in a Merkle tree with a leaf for each type and for each case of a sum type, of the
 * extrinsic's make-up, and of what a signing device shows. Made while a runtime is built; not part
 * of the runtime itself.
 */
public final class MetadataHash {
  /**
   * What a signing device shows.
   *
   * @param decimals digits behind the point of one unit
   */
  public record Display(int ss58Prefix, int decimals, String tokenSymbol) {}

  private static final int EXTRINSIC_VERSION = 4;
  private static final int DIGEST_V1 = 1;
  private static final int VOID = 21;
  private static final int PER_ID = 22;
  private static final int U8 = 3;
  private static final int U256 = 8;

  /** What is added to a whole number's tag for its compact form. */
  private static final int COMPACT = 12;

  private final TypeRegistry registry;
  private final List<TypeInfo> types;
  private final UnaryOperator<byte[]> blake3;

  /** Numbers in the registry, ascending, to numbers among the types that extrinsics need. */
  private final TreeMap<Integer, Integer> needed = new TreeMap<>();

  private MetadataHash(TypeRegistry registry, UnaryOperator<byte[]> blake3) {
    this.registry = registry;
    this.blake3 = blake3;
    types = registry.types();
  }

  /**
   * @param blake3 the hash function, of 32 bytes
   */
  public static Bytes of(
      RuntimeParts parts,
      Extrinsics extrinsics,
      RuntimeVersion version,
      Display display,
      UnaryOperator<byte[]> blake3) {
    TypeRegistry registry = new MetadataBuilder(parts, extrinsics).types();
    MetadataHash hash = new MetadataHash(registry, blake3);
    return hash.digest(parts.call(), extrinsics.extensions(), version, display);
  }

  private Bytes digest(
      Codec<?> call,
      List<TransactionExtension<?, ?, ?>> extensions,
      RuntimeVersion version,
      Display display) {
    need(call);
    need(MultiAddress.CODEC);
    need(MultiSignatureCodec.CODEC);
    for (TransactionExtension<?, ?, ?> extension : extensions) {
      need(extension.explicitCodec());
      need(extension.implicitCodec());
    }
    int next = 0;
    for (Integer id : List.copyOf(needed.keySet())) {
      needed.put(id, next++);
    }
    ScaleWriter extrinsic = new ScaleWriter().u8(EXTRINSIC_VERSION);
    reference(extrinsic, MultiAddress.CODEC);
    reference(extrinsic, call);
    reference(extrinsic, MultiSignatureCodec.CODEC);
    extrinsic.compact(extensions.size());
    for (TransactionExtension<?, ?, ?> extension : extensions) {
      extrinsic.string(extension.identifier());
      reference(extrinsic, extension.explicitCodec());
      reference(extrinsic, extension.implicitCodec());
    }
    ScaleWriter digest =
        new ScaleWriter()
            .u8(DIGEST_V1)
            .raw(root(leaves()))
            .raw(blake3.apply(extrinsic.toArray()))
            .u32(version.specVersion())
            .string(version.specName())
            .u16(display.ss58Prefix())
            .u8(display.decimals())
            .string(display.tokenSymbol());
    return Bytes.wrap(blake3.apply(digest.toArray()));
  }

  /** Notes a type and those that it is made of, unless a reference says all of it. */
  private void need(Codec<?> codec) {
    int id = registry.id(codec);
    if (needed.containsKey(id)) {
      return;
    }
    TypeInfo type = types.get(id);
    if (isReferenceEnough(type)) {
      return;
    }
    needed.put(id, 0);
    switch (type) {
      case TypeInfo.Composite t -> t.fields().forEach(field -> need(field.codec()));
      case TypeInfo.Variant t ->
          t.cases().forEach(c -> c.fields().forEach(field -> need(field.codec())));
      case TypeInfo.Sequence t -> need(t.element());
      case TypeInfo.Array t -> need(t.element());
      case TypeInfo.Tuple t -> t.elements().forEach(this::need);
      case TypeInfo.Primitive t -> {}
      case TypeInfo.Compact t -> {}
      case TypeInfo.BitSequence t -> {}
    }
  }

  private static boolean isReferenceEnough(TypeInfo type) {
    return switch (type) {
      case TypeInfo.Primitive t -> true;
      case TypeInfo.Compact t -> true;
      case TypeInfo.Composite t -> t.fields().isEmpty();
      case TypeInfo.Variant t -> t.cases().isEmpty();
      case TypeInfo.Tuple t -> t.elements().isEmpty();
      case TypeInfo.Sequence t -> false;
      case TypeInfo.Array t -> false;
      case TypeInfo.BitSequence t -> false;
    };
  }

  private void reference(ScaleWriter out, Codec<?> codec) {
    int id = registry.id(codec);
    TypeInfo type = types.get(id);
    if (type instanceof TypeInfo.Primitive primitive) {
      out.u8(TypeRegistry.primitive(primitive.name()));
    } else if (type instanceof TypeInfo.Compact compact) {
      out.u8(compactTag(compact.value()));
    } else if (needed.containsKey(id)) {
      out.u8(PER_ID).compact(needed.get(id));
    } else {
      out.u8(VOID);
    }
  }

  /** For the compact form of a whole number, wrapped as it may be, or of nothing. */
  private int compactTag(Codec<?> codec) {
    TypeInfo type = types.get(registry.id(codec));
    if (type instanceof TypeInfo.Composite wrapper && wrapper.fields().size() == 1) {
      return compactTag(wrapper.fields().get(0).codec());
    }
    if (type instanceof TypeInfo.Tuple wrapper && wrapper.elements().size() == 1) {
      return compactTag(wrapper.elements().get(0));
    }
    if (!(type instanceof TypeInfo.Primitive) && isReferenceEnough(type)) {
      return VOID;
    }
    int tag = type instanceof TypeInfo.Primitive p ? TypeRegistry.primitive(p.name()) : -1;
    if (tag < U8 || tag > U256) {
      throw new IllegalArgumentException("expected a compact whole number, found one of " + type);
    }
    return tag + COMPACT;
  }

  private List<byte[]> leaves() {
    List<byte[]> leaves = new ArrayList<>();
    needed.forEach((id, number) -> leaves(types.get(id), number, leaves));
    return leaves;
  }

  private void leaves(TypeInfo type, int number, List<byte[]> leaves) {
    if (!(type instanceof TypeInfo.Variant sum)) {
      leaves.add(leaf(path(type), definition(type), number));
      return;
    }
    List<TypeInfo.Case> cases = new ArrayList<>(sum.cases());
    cases.sort(Comparator.comparingInt(TypeInfo.Case::index));
    for (TypeInfo.Case c : cases) {
      ScaleWriter out = new ScaleWriter().u8(1).string(c.name());
      fields(out, c.fields());
      leaves.add(leaf(sum.path(), out.compact(c.index()), number));
    }
  }

  private static byte[] leaf(List<String> path, ScaleWriter definition, int number) {
    ScaleWriter out = new ScaleWriter();
    TypeRegistry.strings(out, path);
    return out.raw(definition.toArray()).compact(number).toArray();
  }

  private static List<String> path(TypeInfo type) {
    return type instanceof TypeInfo.Composite composite ? composite.path() : List.of();
  }

  private ScaleWriter definition(TypeInfo type) {
    ScaleWriter out = new ScaleWriter();
    switch (type) {
      case TypeInfo.Composite t -> fields(out.u8(0), t.fields());
      case TypeInfo.Sequence t -> reference(out.u8(2), t.element());
      case TypeInfo.Array t -> reference(out.u8(3).u32(t.length()), t.element());
      case TypeInfo.Tuple t -> {
        out.u8(4).compact(t.elements().size());
        t.elements().forEach(element -> reference(out, element));
      }
      // In bytes, the lowest bit first.
      case TypeInfo.BitSequence t -> out.u8(5).u8(1).bool(true);
      case TypeInfo.Variant t -> throw new IllegalStateException("a leaf is one case");
      case TypeInfo.Primitive t -> throw new IllegalStateException("a reference says all of it");
      case TypeInfo.Compact t -> throw new IllegalStateException("a reference says all of it");
    }
    return out;
  }

  private void fields(ScaleWriter out, List<TypeInfo.Field> fields) {
    out.compact(fields.size());
    for (TypeInfo.Field field : fields) {
      TypeRegistry.optionalString(out, field.name());
      reference(out, field.codec());
      TypeRegistry.optionalString(out, field.typeName());
    }
  }

  /** A complete binary tree in an array: node {@code i} has children {@code 2i+1}, {@code 2i+2}. */
  private byte[] root(List<byte[]> leaves) {
    if (leaves.isEmpty()) {
      return new byte[32];
    }
    byte[][] nodes = new byte[2 * leaves.size() - 1][];
    for (int i = 0; i < leaves.size(); i++) {
      nodes[leaves.size() - 1 + i] = blake3.apply(leaves.get(i));
    }
    for (int i = leaves.size() - 2; i >= 0; i--) {
      ScaleWriter pair = new ScaleWriter().raw(nodes[2 * i + 1]).raw(nodes[2 * i + 2]);
      nodes[i] = blake3.apply(pair.toArray());
    }
    return nodes[0];
  }
}
