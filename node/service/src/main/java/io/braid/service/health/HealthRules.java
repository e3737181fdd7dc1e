package io.braid.service.health;

import io.braid.rpc.node.Health;
import io.braid.rpc.node.Health.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a sound node looks like: it has peers when it knows of any, its best block is young, and
 * finality is close behind.
 *
 * @param maxUnfinalised blocks between the last finalised and the best one
 * @param maxAgeSlots slots since the best block's own
 */
public record HealthRules(int maxUnfinalised, int maxAgeSlots) {
  /** Three and two minutes of a chain with slots of six seconds: more than one bad moment. */
  public static final HealthRules DEFAULT = new HealthRules(32, 20);

  public HealthRules {
    if (maxUnfinalised < 1 || maxAgeSlots < 1) {
      throw new IllegalArgumentException(
          "expected at least one block and one slot, found "
              + maxUnfinalised
              + " and "
              + maxAgeSlots);
    }
  }

  /**
   * What is to be said of a node.
   *
   * @param chains all that it follows, its own first
   */
  public Health judge(List<ChainVitals> chains) {
    List<Finding> findings = new ArrayList<>();
    for (ChainVitals chain : chains) {
      findings.add(peers(chain));
      findings.add(blocks(chain));
      findings.add(finality(chain));
    }
    ChainVitals own = chains.getFirst();
    return new Health(
        own.peers(), chains.stream().anyMatch(ChainVitals::syncing), own.expectsPeers(), findings);
  }

  private static Finding peers(ChainVitals chain) {
    String part = "peers of " + chain.name();
    if (chain.peers() > 0) {
      return new Finding(part, true, chain.peers() + " connected");
    }
    return chain.expectsPeers()
        ? new Finding(
            part,
            false,
            "expected peers, found none: see that the bootnodes run and that this machine reaches"
                + " them")
        : new Finding(part, true, "none connected, and none known: the first node of its chain");
  }

  private Finding blocks(ChainVitals chain) {
    String part = "blocks of " + chain.name();
    if (chain.syncing()) {
      return new Finding(
          part,
          false,
          "catching up: the best block is " + chain.best() + ", peers have " + chain.target());
    }
    if (chain.bestAge().isEmpty()) {
      return new Finding(part, false, "expected a block, found none after the genesis so far");
    }
    Duration age = chain.bestAge().get();
    boolean young = age.compareTo(chain.slot().multipliedBy(maxAgeSlots)) <= 0;
    String found = "the best block, " + chain.best() + ", is " + seconds(age) + " old";
    return young
        ? new Finding(part, true, found)
        : new Finding(
            part,
            false,
            "expected one of the last "
                + maxAgeSlots
                + " slots of "
                + seconds(chain.slot())
                + ": "
                + found
                + "; see whether the chain's authors run, and this machine's clock");
  }

  private Finding finality(ChainVitals chain) {
    String part = "finality of " + chain.name();
    int behind = chain.best() - chain.finalised();
    String found =
        "the last final block, " + chain.finalised() + ", is " + behind + " below the best";
    return behind <= maxUnfinalised
        ? new Finding(part, true, found)
        : new Finding(
            part,
            false,
            "expected at most "
                + maxUnfinalised
                + " blocks that are not final: "
                + found
                + "; see whether two thirds of the validators run and reach each other");
  }

  private static String seconds(Duration time) {
    long tenths = time.toMillis() / 100;
    return tenths / 10 + "." + Math.abs(tenths % 10) + " s";
  }
}
