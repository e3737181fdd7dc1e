package io.braid.parachains.prospective;

import io.braid.primitives.Hash256;

/** Why a candidate cannot come next, nor later. */
public sealed interface ProspectRefusal {
  /** The reason in words, with what was expected and what was found. */
  String describe();

  record AlreadyKnown(Hash256 candidate) implements ProspectRefusal {
    @Override
    public String describe() {
      return "candidate " + candidate + " is known already";
    }
  }

  /** Its head was there before: it would lead back, or to the same place on another way. */
  record Cycle(Hash256 head) implements ProspectRefusal {
    @Override
    public String describe() {
      return "expected a new head, found " + head + " again";
    }
  }

  record RelayParentOutOfScope(Hash256 relayParent) implements ProspectRefusal {
    @Override
    public String describe() {
      return "relay parent "
          + relayParent
          + " is too old, or on another fork or in another session";
    }
  }

  record RelayParentMovesBack(int expected, int found) implements ProspectRefusal {
    @Override
    public String describe() {
      return "expected relay block " + expected + " or a later one as relay parent, found " + found;
    }
  }

  /** Another candidate on the same head is better: it waits for availability, or is lower. */
  record WorseFork(Hash256 other) implements ProspectRefusal {
    @Override
    public String describe() {
      return "candidate " + other + " builds on the same head and comes first";
    }
  }

  record WrongCode(Hash256 expected, Hash256 found) implements ProspectRefusal {
    @Override
    public String describe() {
      return "expected validation code " + expected + ", found " + found;
    }
  }

  /** Not the relay parent's number, state, or the parachain's head. */
  record WrongValidationData(Hash256 expected, Hash256 found) implements ProspectRefusal {
    @Override
    public String describe() {
      return "expected the hash of the validation data to be " + expected + ", found " + found;
    }
  }

  /** More than a limit permits. */
  record TooMuch(String what, long permitted, long found) implements ProspectRefusal {
    @Override
    public String describe() {
      return "expected " + what + " of at most " + permitted + ", found " + found;
    }
  }

  record UpgradeRestricted() implements ProspectRefusal {
    @Override
    public String describe() {
      return "expected no new code while the relay chain restricts upgrades";
    }
  }

  /** Downward messages wait, and none was processed. */
  record IgnoresDownwardMessages() implements ProspectRefusal {
    @Override
    public String describe() {
      return "expected at least one of the waiting downward messages to be processed, found none";
    }
  }

  record Watermark(int found) implements ProspectRefusal {
    @Override
    public String describe() {
      return "expected the relay parent or a block with messages as watermark, found block "
          + found;
    }
  }

  record NoChannel(int recipient) implements ProspectRefusal {
    @Override
    public String describe() {
      return "expected an open channel to parachain " + recipient + ", found none";
    }
  }

  /** Not in ascending order of recipients, or two to one of them. */
  record RecipientsOutOfOrder(int recipient) implements ProspectRefusal {
    @Override
    public String describe() {
      return "expected ascending recipients of messages, found " + recipient + " out of order";
    }
  }
}
