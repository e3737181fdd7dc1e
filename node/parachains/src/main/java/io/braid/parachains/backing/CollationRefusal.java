package io.braid.parachains.backing;

import io.braid.primitives.Hash256;
import java.util.List;

/** Why a collation, or a candidate that somebody else seconded, gets no vote. */
public sealed interface CollationRefusal {
  /** The reason in words, with what was expected and what was found. */
  String describe();

  record Malformed(String reason) implements CollationRefusal {
    @Override
    public String describe() {
      return "malformed: " + reason;
    }
  }

  /** What was sent is not what was asked for. */
  record OtherCandidate(Hash256 expected, Hash256 found) implements CollationRefusal {
    @Override
    public String describe() {
      return mismatch("candidate", expected, found);
    }
  }

  record NoCore(int paraId) implements CollationRefusal {
    @Override
    public String describe() {
      return "expected a core of parachain " + paraId + " at the relay parent, found none";
    }
  }

  /**
   * @param expected the parachain's
   */
  record WrongCore(List<Integer> expected, int found) implements CollationRefusal {
    @Override
    public String describe() {
      return "expected a core of " + expected + ", found core " + found;
    }
  }

  /** Other versions of the descriptor, or data where none may be. */
  record UnknownVersion(int version) implements CollationRefusal {
    @Override
    public String describe() {
      return "expected a descriptor of version 2 with nothing in its reserved parts, found version "
          + "byte "
          + version;
    }
  }

  record WrongSession(int expected, int found) implements CollationRefusal {
    @Override
    public String describe() {
      return mismatch("session", expected, found);
    }
  }

  record WrongValidationData(Hash256 expected, Hash256 found) implements CollationRefusal {
    @Override
    public String describe() {
      return mismatch("hash of the persisted validation data", expected, found);
    }
  }

  record WrongCode(Hash256 expected, Hash256 found) implements CollationRefusal {
    @Override
    public String describe() {
      return mismatch("hash of the validation code", expected, found);
    }
  }

  record WrongPov(Hash256 expected, Hash256 found) implements CollationRefusal {
    @Override
    public String describe() {
      return mismatch("hash of the proof of validity", expected, found);
    }
  }

  record PovTooLarge(int sizeBytes, int permittedBytes) implements CollationRefusal {
    @Override
    public String describe() {
      return "expected a proof of validity of at most "
          + permittedBytes
          + " bytes, found "
          + sizeBytes;
    }
  }

  /**
   * The validation function does not accept the block.
   *
   * @param reason its own words, or the limit that it broke; foreign text
   */
  record InvalidBlock(String reason) implements CollationRefusal {
    @Override
    public String describe() {
      return "the validation function refuses the block: " + reason;
    }
  }

  record WrongHead(Hash256 expected, Hash256 found) implements CollationRefusal {
    @Override
    public String describe() {
      return mismatch("hash of the head that the validation function computes", expected, found);
    }
  }

  record WrongCommitments(Hash256 expected, Hash256 found) implements CollationRefusal {
    @Override
    public String describe() {
      return mismatch(
          "hash of the commitments that the validation function computes", expected, found);
    }
  }

  record WrongErasureRoot(Hash256 expected, Hash256 found) implements CollationRefusal {
    @Override
    public String describe() {
      return mismatch("erasure root", expected, found);
    }
  }

  /** The relay chain's limits on commitments. */
  record CommitmentsBeyondLimits() implements CollationRefusal {
    @Override
    public String describe() {
      return "the relay chain's runtime does not accept such commitments at the relay parent";
    }
  }

  private static String mismatch(String what, Object expected, Object found) {
    return "expected the " + what + " to be " + expected + ", found " + found;
  }
}
