package io.braid.executor.host;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;

/**
 * Signature checks for executing a block while its signatures are checked beside it: each is taken
 * for valid at once, and in nearly every block all are. So what a call made of these answers counts
 * only when {@link #allValid} says yes: then it is what it would have been with direct checks.
 * Otherwise it must be forgotten and made again with other checks. For one thread and one call.
 */
public final class DeferredChecks implements SignatureChecks {
  /** Signatures that a worker gets at once. */
  private static final int CHUNK = 32;

  /** Signatures in one block that are deferred; others are checked when they are asked for. */
  private static final int MAX_DEFERRED = 1 << 16;

  private final VerifiedSignatures known;
  private final Executor workers;
  private final List<FutureTask<Boolean>> chunks = new ArrayList<>();
  private List<SignedMessage> open = new ArrayList<>(CHUNK);

  DeferredChecks(VerifiedSignatures known, Executor workers) {
    this.known = known;
    this.workers = workers;
  }

  @Override
  public boolean sr25519(byte[] signature, byte[] message, byte[] publicKey) {
    return isDeferred(message)
        ? defer(SignedMessage.sr25519(signature, message, publicKey))
        : DIRECT.sr25519(signature, message, publicKey);
  }

  @Override
  public boolean ed25519(byte[] signature, byte[] message, byte[] publicKey) {
    return isDeferred(message)
        ? defer(SignedMessage.ed25519(signature, message, publicKey))
        : DIRECT.ed25519(signature, message, publicKey);
  }

  private boolean isDeferred(byte[] message) {
    return message.length <= VerifiedSignatures.MAX_MESSAGE_BYTES
        && chunks.size() < MAX_DEFERRED / CHUNK;
  }

  private boolean defer(SignedMessage signed) {
    if (!known.contains(signed)) {
      open.add(signed);
      if (open.size() == CHUNK) {
        send();
      }
    }
    return true;
  }

  private void send() {
    List<SignedMessage> chunk = open;
    open = new ArrayList<>(CHUNK);
    FutureTask<Boolean> task = new FutureTask<>(() -> check(chunk));
    chunks.add(task);
    try {
      workers.execute(task);
    } catch (RejectedExecutionException closed) {
      // The node is stopping; allValid does the work then.
    }
  }

  private boolean check(List<SignedMessage> chunk) {
    for (SignedMessage signed : chunk) {
      if (!signed.isValid()) {
        return false;
      }
      known.add(signed);
    }
    return true;
  }

  /** Whether every answer so far was right; helps the workers until that is known. */
  public boolean allValid() {
    boolean valid = check(open);
    open = new ArrayList<>(CHUNK);
    // The workers begin at the front. Running a task that is taken does nothing.
    chunks.reversed().forEach(FutureTask::run);
    for (FutureTask<Boolean> chunk : chunks) {
      valid &= resultOf(chunk);
    }
    return valid;
  }

  private static boolean resultOf(FutureTask<Boolean> chunk) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return chunk.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw new IllegalStateException("a signature check failed to run", e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
