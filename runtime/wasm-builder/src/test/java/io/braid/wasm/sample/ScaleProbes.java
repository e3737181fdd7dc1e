package io.braid.wasm.sample;

import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.Perbill;
import io.braid.primitives.U128;
import io.braid.primitives.U256;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** SCALE and the primitive types. */
final class ScaleProbes {
  private ScaleProbes() {}

  private static final Codec<List<Map.Entry<U128, Optional<String>>>> NESTED =
      Codecs.list(Codecs.pair(Codecs.COMPACT_U128, Codecs.option(Codecs.STRING)), 100);

  private static U128 u128(Seeded in) {
    return U128.of(in.edgy(), in.edgy());
  }

  private static String decoded(Codec<?> codec, Seeded in) {
    return codec.tryDecode(Bytes.wrap(in.bytes(in.below(20)))).toString();
  }

  static List<Probe> all() {
    List<Probe> p = new ArrayList<>();
    p.add(new Probe("nested round trip", ScaleProbes::roundTrip));
    p.add(new Probe("any bytes as nested", in -> decoded(NESTED, in)));
    p.add(new Probe("any bytes as compact", in -> decoded(Codecs.COMPACT_U128, in)));
    p.add(new Probe("any bytes as compact u32", in -> decoded(Codecs.COMPACT_U32, in)));
    p.add(new Probe("any bytes as text", in -> decoded(Codecs.STRING, in)));
    p.add(new Probe("any bytes as bool", in -> decoded(Codecs.BOOL, in)));
    p.add(new Probe("compact", in -> Bytes.wrap(Codecs.COMPACT_U128.encode(u128(in))).hex()));
    p.add(new Probe("u128 text", in -> u128(in).toString()));
    p.add(new Probe("u128 order", in -> u128(in).compareTo(u128(in))));
    p.add(new Probe("u128 add", in -> u128(in).add(u128(in))));
    p.add(new Probe("u128 subtract", in -> u128(in).subtract(u128(in))));
    p.add(new Probe("u128 multiply", in -> u128(in).multiply(U128.of(in.below(1000)))));
    p.add(new Probe("u128 divide", in -> u128(in).divide(u128(in))));
    p.add(new Probe("u128 saturating", in -> u128(in).saturatingAdd(u128(in))));
    p.add(new Probe("u256", in -> U256.fromLittleEndian(in.bytes(32)).toString()));
    p.add(new Probe("perbill", in -> new Perbill(in.below(1_000_000_000)).of(u128(in)).toString()));
    p.add(new Probe("hash", in -> Hash256.of(in.bytes(32)).hex()));
    p.add(new Probe("hash of wrong size", in -> Hash256.of(in.bytes(30 + in.below(5)))));
    p.add(
        new Probe(
            "account", in -> AccountId.CODEC.decodeAll(in.bytes(31 + in.below(3))).toString()));
    p.add(new Probe("hex", in -> Bytes.fromHex("0x" + in.text(2))));
    p.add(
        new Probe(
            "bytes order",
            in -> Bytes.wrap(in.bytes(2)).compareTo(Bytes.wrap(in.bytes(2 + in.below(2))))));
    return p;
  }

  private static String roundTrip(Seeded in) {
    List<Map.Entry<U128, Optional<String>>> list = new ArrayList<>();
    for (int i = in.below(20); i > 0; i--) {
      Optional<String> text =
          in.below(3) == 0 ? Optional.empty() : Optional.of(in.text(in.below(30)));
      list.add(Map.entry(u128(in), text));
    }
    Bytes encoded = NESTED.encodeToBytes(list);
    return NESTED.decodeAll(encoded).equals(list) + encoded.hex();
  }
}
