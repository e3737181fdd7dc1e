package io.braid.simulation;

import io.braid.simulation.byzantine.Attack;
import io.braid.simulation.byzantine.Byzantine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What goes wrong in a simulation. Faults that have a time come in the first two thirds of it: in
 * the last third the network must find itself again.
 *
 * @param minLatencyMillis of a message between two nodes
 * @param maxLatencyMillis of a message between two nodes, when nothing is lost
 * @param lossPerMille how many of a thousand messages lose a packet: they and what follows them on
 *     the connection come later, or the connection breaks
 * @param partitions how often the nodes are divided into two sides, for 5 to 30 s each
 * @param crashes how often a node loses its power, perhaps while it writes, for 1 to 20 s
 * @param maxSkewMillis by how much clocks are off, at most, in either direction
 * @param twins validators that run twice with the same keys, and so sign everything twice
 * @param byzantine nodes that do not keep to the rules otherwise
 */
public record Faults(
    int minLatencyMillis,
    int maxLatencyMillis,
    int lossPerMille,
    int partitions,
    int crashes,
    int maxSkewMillis,
    int twins,
    Byzantine byzantine) {
  /** A network in which nothing goes wrong. */
  public static final Faults NONE = new Faults(1, 40, 0, 0, 0, 0, 0);

  /** What a network on the internet must live with. */
  public static final Faults ROUGH = new Faults(5, 150, 10, 2, 4, 200, 0);

  /** Faults without nodes that do not keep to the rules, but for twins. */
  public Faults(
      int minLatencyMillis,
      int maxLatencyMillis,
      int lossPerMille,
      int partitions,
      int crashes,
      int maxSkewMillis,
      int twins) {
    this(
        minLatencyMillis,
        maxLatencyMillis,
        lossPerMille,
        partitions,
        crashes,
        maxSkewMillis,
        twins,
        Byzantine.NOBODY);
  }

  private static final Pattern ITEM = Pattern.compile("([a-z]+)=([0-9]+)(?:\\.\\.([0-9]+))?");
  private static final int MAX_MILLIS = 10_000;
  private static final int MAX_COUNT = 1_000;

  /** What a text means. */
  public sealed interface Parsed {
    record Accepted(Faults faults) implements Parsed {}

    record Refused(String reason) implements Parsed {}
  }

  /**
   * Reads {@code none}, {@code rough}, or a list such as {@code latency=5..150,loss=10,crashes=4},
   * whose items are {@code latency}, {@code loss}, {@code partitions}, {@code crashes}, {@code
   * skew}, {@code twins}, {@code byzantine} and the words of {@link Attack}; what it does not name
   * does not happen.
   */
  public static Parsed parse(String text) {
    if (text.equals("none")) {
      return new Parsed.Accepted(NONE);
    }
    Faults faults = NONE;
    for (String item : text.split(",")) {
      Matcher matcher = ITEM.matcher(item.strip().toLowerCase(Locale.ROOT));
      if (item.strip().equals("rough")) {
        faults = ROUGH;
      } else if (!matcher.matches()) {
        return new Parsed.Refused(
            "expected none, rough, or a list such as latency=5..150,loss=10,crashes=4, found '"
                + item
                + "'");
      } else {
        Optional<Integer> first = number(matcher.group(2));
        Optional<Integer> second = matcher.group(3) == null ? first : number(matcher.group(3));
        if (first.isEmpty() || second.isEmpty()) {
          return new Parsed.Refused("expected numbers up to 10000, found '" + item + "'");
        }
        Optional<UnaryOperator<Faults>> change =
            change(matcher.group(1), first.get(), second.get());
        if (change.isEmpty()) {
          return new Parsed.Refused(
              "expected latency (1..10000), loss (up to 500 of 1000), partitions, crashes, twins,"
                  + " byzantine, "
                  + Stream.of(Attack.values()).map(Attack::word).collect(Collectors.joining(", "))
                  + " (up to 1000) or skew (up to 10000), found '"
                  + item
                  + "'");
        }
        faults = change.get().apply(faults);
      }
    }
    return new Parsed.Accepted(faults);
  }

  private static Optional<Integer> number(String digits) {
    return digits.length() > 5 ? Optional.empty() : Optional.of(Integer.parseInt(digits));
  }

  private static Optional<UnaryOperator<Faults>> change(String name, int first, int second) {
    boolean millis = first <= MAX_MILLIS && second <= MAX_MILLIS;
    boolean single = first == second;
    UnaryOperator<Faults> change =
        switch (name) {
          case "latency" ->
              millis && first >= 1 && second >= first ? f -> f.withLatency(first, second) : null;
          case "loss" -> single && first <= 500 ? f -> f.withLoss(first) : null;
          case "partitions" -> single && first <= MAX_COUNT ? f -> f.withPartitions(first) : null;
          case "crashes" -> single && first <= MAX_COUNT ? f -> f.withCrashes(first) : null;
          case "skew" -> single && millis ? f -> f.withSkew(first) : null;
          case "twins" -> single && first <= MAX_COUNT ? f -> f.withTwins(first) : null;
          case "byzantine" ->
              single && first <= MAX_COUNT
                  ? f -> f.withByzantine(f.byzantine.withDrawn(first))
                  : null;
          default ->
              Attack.of(name)
                  .filter(role -> single && first <= MAX_COUNT)
                  .<UnaryOperator<Faults>>map(
                      role -> f -> f.withByzantine(f.byzantine.with(role, first)))
                  .orElse(null);
        };
    return Optional.ofNullable(change);
  }

  private Faults withLatency(int min, int max) {
    return new Faults(min, max, lossPerMille, partitions, crashes, maxSkewMillis, twins, byzantine);
  }

  private Faults withLoss(int perMille) {
    return new Faults(
        minLatencyMillis,
        maxLatencyMillis,
        perMille,
        partitions,
        crashes,
        maxSkewMillis,
        twins,
        byzantine);
  }

  private Faults withPartitions(int count) {
    return new Faults(
        minLatencyMillis,
        maxLatencyMillis,
        lossPerMille,
        count,
        crashes,
        maxSkewMillis,
        twins,
        byzantine);
  }

  private Faults withCrashes(int count) {
    return new Faults(
        minLatencyMillis,
        maxLatencyMillis,
        lossPerMille,
        partitions,
        count,
        maxSkewMillis,
        twins,
        byzantine);
  }

  private Faults withSkew(int maxMillis) {
    return new Faults(
        minLatencyMillis,
        maxLatencyMillis,
        lossPerMille,
        partitions,
        crashes,
        maxMillis,
        twins,
        byzantine);
  }

  public Faults withTwins(int count) {
    return new Faults(
        minLatencyMillis,
        maxLatencyMillis,
        lossPerMille,
        partitions,
        crashes,
        maxSkewMillis,
        count,
        byzantine);
  }

  public Faults withByzantine(Byzantine who) {
    return new Faults(
        minLatencyMillis,
        maxLatencyMillis,
        lossPerMille,
        partitions,
        crashes,
        maxSkewMillis,
        twins,
        who);
  }

  /** The same as text that {@link #parse} reads. */
  @Override
  public String toString() {
    List<String> items = new ArrayList<>();
    if (minLatencyMillis != NONE.minLatencyMillis || maxLatencyMillis != NONE.maxLatencyMillis) {
      items.add("latency=" + minLatencyMillis + ".." + maxLatencyMillis);
    }
    add(items, "loss", lossPerMille);
    add(items, "partitions", partitions);
    add(items, "crashes", crashes);
    add(items, "skew", maxSkewMillis);
    add(items, "twins", twins);
    items.addAll(byzantine.items());
    return items.isEmpty() ? "none" : String.join(",", items);
  }

  private static void add(List<String> items, String name, int value) {
    if (value != 0) {
      items.add(name + "=" + value);
    }
  }
}
