package io.braid.pallets.offences;

import io.braid.primitives.AccountId;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import java.util.Map;

/**
 * A validator as offences name it: as a Rust tuple of its account and all else that is known of it,
 * which is nothing.
 */
public record Offender(AccountId validator) {
  public static final Codec<Offender> CODEC =
      Codecs.map(
          Codecs.pair(AccountId.CODEC, Codecs.UNIT),
          pair -> new Offender(pair.getKey()),
          offender -> Map.entry(offender.validator(), Codecs.Unit.UNIT));
}
