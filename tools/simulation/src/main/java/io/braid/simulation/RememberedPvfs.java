package io.braid.simulation;

import io.braid.executor.pvf.PvfExecutor;
import io.braid.executor.pvf.PvfHost;
import io.braid.executor.pvf.PvfKind;
import io.braid.executor.pvf.PvfOutcome;
import io.braid.executor.pvf.PvfPrecheck;
import io.braid.parachains.candidate.Candidates;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Validation functions, each run once for the same input: what comes out is the same on every
 * machine. Of the last {@value #MAX_KNOWN} runs.
 */
final class RememberedPvfs implements PvfHost {
  private static final int MAX_KNOWN = 1_024;

  /** However slow this machine is, the simulated ones are not. */
  private static final Duration DEADLINE = Duration.ofMinutes(10);

  private record Input(Hash256 code, Hash256 parameters) {}

  private final PvfHost host;
  private final Map<Input, PvfOutcome> known =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Input, PvfOutcome> eldest) {
          return size() > MAX_KNOWN;
        }
      };

  /** Codes, whose hashes are needed again and again. */
  private final Map<Bytes, Hash256> hashes = new LinkedHashMap<>();

  RememberedPvfs(PvfHost host) {
    this.host = host instanceof PvfExecutor executor ? executor.within(DEADLINE) : host;
  }

  @Override
  public PvfPrecheck precheck(Bytes code) {
    return host.precheck(code);
  }

  @Override
  public PvfPrecheck prepare(Bytes code) {
    return host.prepare(code);
  }

  @Override
  public PvfOutcome validate(Bytes code, Bytes parameters, PvfKind kind) {
    Input input =
        new Input(hashes.computeIfAbsent(code, Candidates::hash), Candidates.hash(parameters));
    PvfOutcome before = known.get(input);
    if (before != null) {
      return before;
    }
    PvfOutcome outcome = host.validate(code, parameters, kind);
    if (!(outcome instanceof PvfOutcome.Undecided)) {
      known.put(input, outcome);
    }
    return outcome;
  }
}
