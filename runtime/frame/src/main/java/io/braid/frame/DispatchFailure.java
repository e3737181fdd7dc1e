package io.braid.frame;

import io.braid.runtime.api.ArithmeticError;
import io.braid.runtime.api.DispatchError;
import io.braid.runtime.api.TokenError;

/**
 * A refusal inside a runtime. Checked, so that no caller forgets it; without a stack trace, because
 * it is an everyday answer. Only the executive, and calls that carry other calls, catch it.
 */
public final class DispatchFailure extends Exception {
  /** Why: an error of the SDK, or of a pallet that the runtime will number. */
  public sealed interface Reason {
    record Known(DispatchError error) implements Reason {}

    record Pallet(PalletError error) implements Reason {}
  }

  public static final DispatchFailure BAD_ORIGIN = of(new DispatchError.BadOrigin());

  private final transient Reason reason;

  private DispatchFailure(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  public static DispatchFailure of(DispatchError error) {
    return new DispatchFailure(new Reason.Known(error), error.toString());
  }

  public static DispatchFailure of(PalletError error) {
    return new DispatchFailure(new Reason.Pallet(error), error.name());
  }

  public static DispatchFailure token(TokenError error) {
    return of(new DispatchError.Token(error));
  }

  public static DispatchFailure arithmetic(ArithmeticError error) {
    return of(new DispatchError.Arithmetic(error));
  }

  public Reason reason() {
    return reason;
  }

  /** The numbered form that events and results carry. */
  public DispatchError error(RuntimeParts parts) {
    return switch (reason) {
      case Reason.Known known -> known.error();
      case Reason.Pallet pallet -> parts.moduleError(pallet.error());
    };
  }

  /** Refuses with {@code error} unless {@code condition} holds. */
  public static void ensure(boolean condition, PalletError error) throws DispatchFailure {
    if (!condition) {
      throw of(error);
    }
  }
}
