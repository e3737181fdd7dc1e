package io.braid.parachains.approval;

import io.braid.consensus.chain.Batch;
import io.braid.consensus.chain.Column;
import io.braid.consensus.chain.Database;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.Scale;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What this node found of candidates lately. Each verdict is durable before anything is signed
 * about the candidate, and the first one stays: a node that starts again signs what it would have
 * signed, and never for a candidate that it has refused. At most {@value #REMEMBERED}; the oldest
 * goes first, those of valid candidates before the others.
 */
final class Verdicts {
  static final int REMEMBERED = 512;

  private static final Bytes KEY = Bytes.utf8("approval/verdicts");
  private static final Codec<List<Verdict>> LIST =
      Codecs.list(Verdicts_VerdictCodec.CODEC, REMEMBERED);

  /** One of them. */
  @Scale(path = "braid_parachains::approval::Verdict")
  record Verdict(Hash256 candidate, boolean valid) {}

  private final Database database;
  private final Map<Hash256, Verdict> known = new LinkedHashMap<>();

  /** Goes on where the database says. */
  Verdicts(Database database) {
    this.database = database;
    database
        .get(Column.AUXILIARY, KEY)
        .map(LIST::decodeAll)
        .orElse(List.of())
        .forEach(verdict -> known.put(verdict.candidate(), verdict));
  }

  /** Whether a candidate was found valid; nothing when that is not known. */
  Optional<Boolean> of(Hash256 candidate) {
    return Optional.ofNullable(known.get(candidate)).map(Verdict::valid);
  }

  /**
   * Notes a verdict durably, unless there is one.
   *
   * @return the verdict that holds
   */
  boolean note(Hash256 candidate, boolean valid) {
    Verdict before = known.putIfAbsent(candidate, new Verdict(candidate, valid));
    if (before != null) {
      return before.valid();
    }
    if (known.size() > REMEMBERED) {
      known.remove(
          known.values().stream()
              .filter(Verdict::valid)
              .map(Verdict::candidate)
              .findFirst()
              .orElseGet(() -> known.keySet().iterator().next()));
    }
    database.commit(
        new Batch().put(Column.AUXILIARY, KEY, LIST.encodeToBytes(List.copyOf(known.values()))));
    return valid;
  }
}
