package io.braid.xcm.executor;

import io.braid.xcm.XcmError;

/** An instruction's failure: the standard's error, and a sentence with the numbers. No stack. */
public final class XcmFailure extends Exception {
  private final transient XcmError error;

  public XcmFailure(XcmError error, String sentence) {
    super(sentence, null, false, false);
    this.error = error;
  }

  public XcmError error() {
    return error;
  }

  public String sentence() {
    return String.valueOf(getMessage());
  }
}
