package io.braid.runtime.api.babe;

import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import java.util.Map;

/**
 * A fraction, as a Rust tuple: in BABE, how many slots have a primary author, {@code numerator /
 * denominator}.
 */
public record Probability(long numerator, long denominator) {
  public static final Codec<Probability> CODEC =
      Codecs.map(
          Codecs.pair(Codecs.U64, Codecs.U64),
          pair -> new Probability(pair.getKey(), pair.getValue()),
          fraction -> Map.entry(fraction.numerator(), fraction.denominator()));
}
