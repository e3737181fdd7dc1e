package io.braid.runtime.api.grandpa;

import io.braid.primitives.Bytes;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import java.util.Map;

/** A voter: its ed25519 key and its weight, as a Rust tuple. */
public record GrandpaAuthority(Bytes id, long weight) {
  public static final Codec<GrandpaAuthority> CODEC =
      Codecs.map(
          Codecs.pair(Codecs.fixedBytes(32), Codecs.U64),
          pair -> new GrandpaAuthority(pair.getKey(), pair.getValue()),
          authority -> Map.entry(authority.id(), authority.weight()));
}
