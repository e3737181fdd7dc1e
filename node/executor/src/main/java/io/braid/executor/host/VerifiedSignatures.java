package io.braid.executor.host;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.Executor;

/**
 * Signatures that this node found valid, so that none is checked twice: a transaction's is checked
 * when it enters the pool, and again by every block that holds it. What is known is the whole of
 * signature, message and key, so an answer from here is the answer that a check would give. Safe
 * for use by several threads.
 */
public final class VerifiedSignatures {
  /** Longer messages are not remembered; a transaction's payload is hashed above 256 bytes. */
  static final int MAX_MESSAGE_BYTES = 1024;

  private final Cache<SignedMessage, Boolean> valid;

  /**
   * @param capacity signatures to know; about 400 bytes each
   */
  public VerifiedSignatures(int capacity) {
    valid = Caffeine.newBuilder().maximumSize(capacity).executor(Runnable::run).build();
  }

  boolean contains(SignedMessage signed) {
    return valid.getIfPresent(signed) != null;
  }

  void add(SignedMessage signed) {
    valid.put(signed, true);
  }

  /** Checks each signature when it is asked for, unless it is known. */
  public SignatureChecks remembering() {
    return new SignatureChecks() {
      @Override
      public boolean sr25519(byte[] signature, byte[] message, byte[] publicKey) {
        return message.length > MAX_MESSAGE_BYTES
            ? DIRECT.sr25519(signature, message, publicKey)
            : check(SignedMessage.sr25519(signature, message, publicKey));
      }

      @Override
      public boolean ed25519(byte[] signature, byte[] message, byte[] publicKey) {
        return message.length > MAX_MESSAGE_BYTES
            ? DIRECT.ed25519(signature, message, publicKey)
            : check(SignedMessage.ed25519(signature, message, publicKey));
      }
    };
  }

  private boolean check(SignedMessage signed) {
    if (contains(signed)) {
      return true;
    }
    boolean found = signed.isValid();
    if (found) {
      add(signed);
    }
    return found;
  }

  /**
   * Says yes to every signature and checks those that are not known meanwhile.
   *
   * @param workers where they are checked; may run what it is given at once
   */
  public DeferredChecks deferred(Executor workers) {
    return new DeferredChecks(this, workers);
  }
}
