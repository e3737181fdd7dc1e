package io.braid.frame.extension;

import io.braid.runtime.api.InvalidTransaction;
import io.braid.runtime.api.TransactionValidityError;
import io.braid.runtime.api.UnknownTransaction;

/** A transaction that may not enter a block now. Checked and without a stack trace. */
public final class TransactionRefused extends Exception {
  private final transient TransactionValidityError error;

  private TransactionRefused(TransactionValidityError error) {
    super(error.toString(), null, false, false);
    this.error = error;
  }

  public static TransactionRefused of(InvalidTransaction reason) {
    return new TransactionRefused(new TransactionValidityError.Invalid(reason));
  }

  public static TransactionRefused of(UnknownTransaction reason) {
    return new TransactionRefused(new TransactionValidityError.Unknown(reason));
  }

  public TransactionValidityError error() {
    return error;
  }
}
