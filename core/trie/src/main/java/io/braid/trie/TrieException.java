package io.braid.trie;

import io.braid.primitives.Hash256;

/**
 * Why a trie could not be read: its nodes came from outside and are not a trie, or not all of it.
 * Carries no stack trace: it is an answer about data, not a bug.
 */
public abstract sealed class TrieException extends RuntimeException {
  private TrieException(String message) {
    super(message, null, false, false);
  }

  /** A node that the walk needs is not in the source. */
  public static final class MissingNode extends TrieException {
    private final transient Hash256 hash;

    public MissingNode(Hash256 hash) {
      super("expected the trie node or value " + hash.hex() + ", found nothing under that hash");
      this.hash = hash;
    }

    public Hash256 hash() {
      return hash;
    }
  }

  /** Bytes that are no node. The message says what was expected and what was found. */
  public static final class MalformedNode extends TrieException {
    public MalformedNode(String message) {
      super(message);
    }
  }

  /** A proof that does not fit together. The message says what was expected and what was found. */
  public static final class InvalidProof extends TrieException {
    public InvalidProof(String message) {
      super(message);
    }
  }
}
