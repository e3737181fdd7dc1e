package io.braid.runtime.api.babe;

import io.braid.primitives.Bytes;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import java.util.Map;

/** A validator that may author blocks: its sr25519 key and its weight, as a Rust tuple. */
public record BabeAuthority(Bytes id, long weight) {
  public static final Codec<BabeAuthority> CODEC =
      Codecs.map(
          Codecs.pair(Codecs.fixedBytes(32), Codecs.U64),
          pair -> new BabeAuthority(pair.getKey(), pair.getValue()),
          authority -> Map.entry(authority.id(), authority.weight()));
}
