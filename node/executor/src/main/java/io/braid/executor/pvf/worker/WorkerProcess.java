package io.braid.executor.pvf.worker;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A running worker, used by one thread at a time. Whatever goes wrong with it ends it, so that no
 * answer is ever taken for another request's.
 */
final class WorkerProcess {
  /** How a JVM ends with {@code -XX:+ExitOnOutOfMemoryError}. */
  private static final int HEAP_FULL = 3;

  /** What a process needs of the environment: how to read the paths that it is given. */
  private static final Set<String> KEPT_VARIABLES = Set.of("LANG", "LC_ALL", "LC_CTYPE");

  private static final Duration START = Duration.ofSeconds(30);
  private static final Duration END = Duration.ofSeconds(5);

  private final Process process;
  private final ScheduledExecutorService timer;
  private final DataOutputStream requests;
  private final DataInputStream answers;
  private final AtomicBoolean late = new AtomicBoolean();
  private final AtomicBoolean killed = new AtomicBoolean();
  private boolean greeted;

  private WorkerProcess(Process process, ScheduledExecutorService timer) {
    this.process = process;
    this.timer = timer;
    requests = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 16));
    answers = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16));
  }

  /**
   * Starts a process, in an environment that is all but empty.
   *
   * @param folder where it may leave temporary files
   */
  static WorkerProcess start(List<String> command, Path folder, ScheduledExecutorService timer)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().keySet().retainAll(KEPT_VARIABLES);
    return new WorkerProcess(builder.start(), timer);
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return !killed.get() && process.isAlive();
  }

  /** Asks, and waits for the first answer. */
  WorkerAnswer ask(WorkerRequest request, Duration patience) throws WorkerGone {
    if (!greeted) {
      within(START, this::greet);
      greeted = true;
    }
    return within(
        patience,
        () -> {
          request.write(requests);
          return WorkerAnswer.read(answers);
        });
  }

  /** Waits for the next answer. */
  WorkerAnswer next(Duration patience) throws WorkerGone {
    return within(patience, () -> WorkerAnswer.read(answers));
  }

  private WorkerAnswer greet() throws IOException {
    int found = answers.readInt();
    if (found != WorkerAnswer.GREETING) {
      throw new WorkerAnswer.Malformed(
          "expected the greeting %08x, found %08x".formatted(WorkerAnswer.GREETING, found));
    }
    return new WorkerAnswer.Ready();
  }

  private interface Talk {
    WorkerAnswer run() throws IOException;
  }

  private WorkerAnswer within(Duration patience, Talk talk) throws WorkerGone {
    Future<?> kill =
        timer.schedule(
            () -> {
              late.set(true);
              kill();
            },
            patience.toMillis(),
            TimeUnit.MILLISECONDS);
    try {
      WorkerAnswer answer = talk.run();
      if (late.get()) {
        throw new WorkerGone("it was not done after " + patience, true, false);
      }
      return answer;
    } catch (WorkerAnswer.Malformed e) {
      kill();
      throw new WorkerGone("it was killed for a malformed answer: " + e.getMessage(), false, false);
    } catch (IOException e) {
      throw ended(patience);
    } finally {
      kill.cancel(false);
    }
  }

  private WorkerGone ended(Duration patience) {
    if (late.get()) {
      return new WorkerGone("it was not done after " + patience, true, false);
    }
    try {
      if (!process.waitFor(END)) {
        kill();
        return new WorkerGone("it closed its output", false, false);
      }
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
      return new WorkerGone("this thread was interrupted", false, false);
    }
    int code = process.exitValue();
    return code == HEAP_FULL
        ? new WorkerGone("it needed more memory than its heap may have", false, true)
        : new WorkerGone("it ended with the exit code " + code, false, false);
  }

  void kill() {
    killed.set(true);
    process.destroyForcibly();
  }
}
