package io.braid.service.health;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks something of a node on its thread, so that whoever asks sees one moment and races with
 * nothing. One question at a time is under way, however many ask; nobody waits longer than the
 * patience; and while a node leaves a question unanswered for longer, nobody waits at all. May be
 * used on any thread.
 *
 * @param <T> the answer
 */
public final class Pulse<T> {
  /** Longer than an event of a sound node takes, shorter than those who watch it wait. */
  public static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);

  private final Executor thread;
  private final Supplier<T> question;
  private final Duration patience;
  private Optional<CompletableFuture<T>> underWay = Optional.empty();
  private long askedNanos;

  /**
   * @param thread the node's
   */
  public Pulse(Executor thread, Supplier<T> question, Duration patience) {
    this.thread = thread;
    this.question = question;
    this.patience = patience;
  }

  public Duration patience() {
    return patience;
  }

  /** The answer, within the patience; nothing when the node does not answer. Never fails. */
  public synchronized CompletableFuture<Optional<T>> take() {
    long now = System.nanoTime();
    CompletableFuture<T> asked = underWay.filter(one -> !one.isDone()).orElseGet(() -> ask(now));
    long left = patience.toNanos() - (now - askedNanos);
    if (left <= 0) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return asked
        .thenApply(Optional::of)
        .completeOnTimeout(Optional.empty(), left, TimeUnit.NANOSECONDS)
        .exceptionally(problem -> {
          LOG.warn("a node could not say how it is", problem);
          return Optional.empty();
        });
  }

  private CompletableFuture<T> ask(long now) {
    askedNanos = now;
    CompletableFuture<T> asked = CompletableFuture.supplyAsync(question, thread);
    underWay = Optional.of(asked);
    return asked;
  }
}
