package io.braid.cli;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.DatabaseFailure;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A table of the nodes, then a line for each chain: redrawn in a terminal, repeated elsewhere. */
final class TableOutput implements Output {
  private static final long REPEAT_NANOS = 10_000_000_000L;

  private static final class ChainLine {
    private int best;
    private int finalised;
  }

  private final PrintWriter out;
  private final long startNanos;
  private final boolean terminal;
  private final int nameWidth;
  private final int chainWidth;
  private final Map<String, ChainLine> chains = new TreeMap<>();
  private final Map<Integer, Integer> backed = new TreeMap<>();
  private final Map<Integer, Integer> included = new TreeMap<>();
  private boolean headed;
  private boolean live;
  private int drawn;
  private long lastDrawn;

  /**
   * @param nodeNames of all nodes that will come
   * @param chainNames of all chains that these are on
   * @param terminal whether lines can be drawn over
   */
  TableOutput(
      PrintWriter out,
      long startNanos,
      List<String> nodeNames,
      List<String> chainNames,
      boolean terminal) {
    this.out = out;
    this.startNanos = startNanos;
    this.terminal = terminal;
    nameWidth = width(4, nodeNames);
    chainWidth = width(14, chainNames);
  }

  private static int width(int least, List<String> names) {
    return Math.max(least, names.stream().mapToInt(String::length).max().orElse(0));
  }

  /** A row as soon as the node is up, so that starting is seen. */
  @Override
  public void node(String name, String chain, String role, String url) {
    if (!headed) {
      headed = true;
      row("NODE", "CHAIN", "ROLE", "URL");
    }
    row(name, chain, role, url);
  }

  private void row(String name, String chain, String role, String url) {
    String format = "%-" + nameWidth + "s  %-" + chainWidth + "s  %-10s  %s";
    out.println(String.format(Locale.ROOT, format, name, chain, role, url));
    out.flush();
  }

  @Override
  public void address(String address) {
    out.println(address);
    out.flush();
  }

  @Override
  public void metrics(String url) {
    out.println(url);
    out.flush();
  }

  @Override
  public void started() {
    out.println();
    out.flush();
    live = true;
  }

  @Override
  public void best(String chain, BlockRef block) {
    line(chain).best = block.number();
    draw(false);
  }

  @Override
  public void finalised(String chain, BlockRef block) {
    line(chain).finalised = block.number();
    draw(false);
  }

  @Override
  public void backed(int paraId) {
    backed.merge(paraId, 1, Integer::sum);
  }

  @Override
  public void included(int paraId, int number) {
    // A fork of the relay chain may include a block again: count by number.
    included.merge(paraId, number, Math::max);
    draw(false);
  }

  private ChainLine line(String chain) {
    return chains.computeIfAbsent(chain, c -> new ChainLine());
  }

  @Override
  public void ready() {
    erase();
    out.println(
        String.format(
            Locale.ROOT,
            "ready after %.1f s; Ctrl-C stops",
            (System.nanoTime() - startNanos) / 1e9));
    draw(true);
  }

  @Override
  public void bug(String node, Throwable bug) {
    erase();
    if (bug instanceof DatabaseFailure) {
      out.println(node + " stopped: " + bug.getMessage());
    } else {
      out.println(node + " died of a bug; please report it:");
      bug.printStackTrace(out);
    }
    out.flush();
  }

  /** What became of a parachain's candidates; nothing for the relay chain. */
  private String candidates(String chain) {
    for (Map.Entry<Integer, Integer> entry : included.entrySet()) {
      if (chain.endsWith(" " + entry.getKey())) {
        return String.format(
            Locale.ROOT,
            "  candidates: %d backed, %d included",
            Math.max(backed.getOrDefault(entry.getKey(), 0), entry.getValue()),
            entry.getValue());
      }
    }
    return "";
  }

  private void erase() {
    if (terminal && drawn > 0) {
      out.print("\033[" + drawn + "A\033[J");
      drawn = 0;
    }
  }

  private void draw(boolean now) {
    long time = System.nanoTime();
    if (!live || (!terminal && !now && time - lastDrawn < REPEAT_NANOS)) {
      return;
    }
    lastDrawn = time;
    erase();
    chains.forEach((name, chain) ->
        out.println(
            String.format(
                Locale.ROOT,
                "%-" + chainWidth + "s best %5d  finalised %5d%s",
                name,
                chain.best,
                chain.finalised,
                candidates(name))));
    drawn = chains.size();
    out.flush();
  }
}
