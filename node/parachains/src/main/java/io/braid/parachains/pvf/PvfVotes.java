package io.braid.parachains.pvf;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.executor.pvf.PvfPrecheck;
import io.braid.parachains.relay.RelayView;
import io.braid.parachains.relay.RelayViews;
import io.braid.parachains.relay.ValidatorKeys;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.PvfCheckStatement;
import io.braid.runtime.api.parachains.PvfCheckStatementCodec;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This validator's votes on code that the relay chain may accept. Each code is tried once, as long
 * as the chain waits for votes on it; in every session the validator says what came of that.
 */
public final class PvfVotes {
  private static final Logger LOG = LoggerFactory.getLogger(PvfVotes.class);

  /** Codes that are tried at a time; others wait for the next block. */
  private static final int MAX_UNDER_WAY = 4;

  private static final Codec<List<Hash256>> HASHES = Codecs.list(Hash256.CODEC, 1 << 16);

  private static final class Tried {
    Optional<Boolean> accepted = Optional.empty();

    /** The last session in which this validator said so. */
    int voted = -1;
  }

  private final Chain chain;
  private final RelayViews views;
  private final ValidatorKeys keys;
  private final PvfWorkers workers;
  private final Map<Hash256, Tried> tried = new LinkedHashMap<>();
  private Consumer<Bytes> submit = extrinsic -> {};

  public PvfVotes(Chain chain, RelayViews views, ValidatorKeys keys, PvfWorkers workers) {
    this.chain = chain;
    this.views = views;
    this.keys = keys;
    this.workers = workers;
  }

  /** Gives votes to {@code pool} from now on, as extrinsics. */
  public void submitTo(Consumer<Bytes> pool) {
    submit = pool;
  }

  /** The relay chain has a new best block. */
  public void onBest(BlockRef best) {
    List<Hash256> wanted =
        chain
            .query(best.hash(), "ParachainHost_pvfs_require_precheck", new byte[0], HASHES)
            .orElse(List.of());
    tried.keySet().retainAll(wanted);
    for (Hash256 code : wanted) {
      Tried known = tried.get(code);
      if (known != null) {
        vote(code, known);
      } else if (underWay() < MAX_UNDER_WAY) {
        views.code(best.hash(), code).ifPresent(bytes -> tryOut(code, bytes));
      }
    }
  }

  private long underWay() {
    return tried.values().stream().filter(each -> each.accepted.isEmpty()).count();
  }

  private void tryOut(Hash256 code, Bytes bytes) {
    Tried now = new Tried();
    tried.put(code, now);
    workers.precheck(
        bytes,
        outcome -> {
          now.accepted =
              Optional.of(
                  switch (outcome) {
                    case PvfPrecheck.Accepted accepted -> true;
                    case PvfPrecheck.Refused(String reason) -> {
                      LOG.warn("votes against the code {}: {}", code, reason);
                      yield false;
                    }
                    case PvfPrecheck.Undecided(String reason) -> {
                      LOG.warn(
                          "votes against the code {}, not being able to tell: {}", code, reason);
                      yield false;
                    }
                  });
          if (tried.get(code) == now) {
            vote(code, now);
          }
        });
  }

  private void vote(Hash256 code, Tried what) {
    BlockRef best = chain.best();
    Optional<RelayView> view = views.at(best.hash());
    Optional<ValidatorKeys.Self> self = view.flatMap(keys::self);
    if (what.accepted.isEmpty() || self.isEmpty() || view.get().session() == what.voted) {
      return;
    }
    PvfCheckStatement statement =
        new PvfCheckStatement(what.accepted.get(), code, view.get().session(), self.get().index());
    keys.sign(self.get(), statement.signingPayload())
        .ifPresent(signature -> {
          what.voted = view.get().session();
          byte[] arguments =
              new ScaleWriter(128)
                  .write(PvfCheckStatementCodec.CODEC, statement)
                  .raw(signature)
                  .toArray();
          chain
              .submissions(best.hash(), "ParachainHost_submit_pvf_check_statement", arguments)
              .forEach(submit);
        });
  }
}
