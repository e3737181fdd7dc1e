package io.braid.pallets.sudo;

import static io.braid.frame.DispatchFailure.ensure;

import io.braid.frame.Call;
import io.braid.frame.DispatchFailure;
import io.braid.frame.Dispatchable;
import io.braid.frame.Lookup;
import io.braid.frame.MultiAddress;
import io.braid.frame.Origin;
import io.braid.frame.Pallet;
import io.braid.frame.PalletContext;
import io.braid.frame.PalletError;
import io.braid.frame.PalletEvent;
import io.braid.frame.PostDispatch;
import io.braid.frame.RuntimeParts;
import io.braid.frame.storage.StorageValue;
import io.braid.frame.system.FrameSystem;
import io.braid.primitives.AccountId;
import io.braid.runtime.api.DispatchError;
import io.braid.runtime.api.Results.Result;
import io.braid.runtime.api.Weight;
import io.braid.scale.Codecs.Unit;
import java.util.Optional;

/** One account that may speak as root. */
@Pallet
public final class Sudo {
  private static final Weight BASE = new Weight(10_000_000, 0);

  /** What root did. */
  public sealed interface Event extends PalletEvent {
    /** A sudo call just took place. */
    record Sudid(Result<Unit, DispatchError> sudoResult) implements Event {}

    /** The sudo key has been updated. */
    record KeyChanged(Optional<AccountId> old, AccountId new_) implements Event {}

    /** The key was permanently removed. */
    record KeyRemoved() implements Event {}

    /** A sudo_as call just took place. */
    record SudoAsDone(Result<Unit, DispatchError> sudoResult) implements Event {}
  }

  /** Why root did nothing. */
  public enum Error implements PalletError {
    /** Sender must be the Sudo account. */
    REQUIRE_SUDO
  }

  /** The account of the sudo key. */
  public final StorageValue<AccountId> key;

  private final FrameSystem system;
  private final RuntimeParts parts;

  public Sudo(PalletContext context, FrameSystem system, RuntimeParts parts) {
    this.system = system;
    this.parts = parts;
    key = context.optionalValue("Key", AccountId.CODEC);
  }

  /** Authenticates the sudo key and dispatches a function call with root origin. */
  @Dispatchable(index = 0, weight = "sudoWeight")
  PostDispatch sudo(Origin origin, Call call) throws DispatchFailure {
    ensureSudo(origin);
    system.deposit(new Event.Sudid(run(Origin.ROOT, call)));
    return PostDispatch.FREE;
  }

  Weight sudoWeight(Call call) {
    return BASE.add(parts.info(call).weight());
  }

  /** As sudo, with a weight that the caller names. */
  @Dispatchable(index = 1, weight = "sudoUncheckedWeightWeight")
  PostDispatch sudoUncheckedWeight(Origin origin, Call call, Weight weight) throws DispatchFailure {
    ensureSudo(origin);
    system.deposit(new Event.Sudid(run(Origin.ROOT, call)));
    return PostDispatch.FREE;
  }

  Weight sudoUncheckedWeightWeight(Call call, Weight weight) {
    return weight;
  }

  /** Authenticates the current sudo key and sets the given account as the new one. */
  @Dispatchable(index = 2, refTime = 120_000_000, proofSize = 1517)
  PostDispatch setKey(Origin origin, @Lookup AccountId new_) throws DispatchFailure {
    ensureSudo(origin);
    Optional<AccountId> old = key.find();
    key.set(new_);
    system.deposit(new Event.KeyChanged(old, new_));
    return PostDispatch.FREE;
  }

  /** Authenticates the sudo key and dispatches a function call with a signed origin. */
  @Dispatchable(index = 3, weight = "sudoAsWeight")
  PostDispatch sudoAs(Origin origin, @Lookup AccountId who, Call call) throws DispatchFailure {
    ensureSudo(origin);
    system.deposit(new Event.SudoAsDone(run(Origin.signed(who), call)));
    return PostDispatch.FREE;
  }

  Weight sudoAsWeight(MultiAddress who, Call call) {
    return BASE.add(parts.info(call).weight());
  }

  /** Permanently removes the sudo key. */
  @Dispatchable(index = 4, refTime = 120_000_000, proofSize = 1517)
  PostDispatch removeKey(Origin origin) throws DispatchFailure {
    ensureSudo(origin);
    key.clear();
    system.deposit(new Event.KeyRemoved());
    return PostDispatch.FREE;
  }

  private void ensureSudo(Origin origin) throws DispatchFailure {
    ensure(key.find().equals(Optional.of(origin.ensureSigned())), Error.REQUIRE_SUDO);
  }

  private Result<Unit, DispatchError> run(Origin origin, Call call) {
    try {
      parts.storage().transactional(() -> parts.dispatch(origin, call));
      return new Result.Ok<>(Unit.UNIT);
    } catch (DispatchFailure failure) {
      return new Result.Err<>(failure.error(parts));
    }
  }

  /** Names the first sudo account. */
  public void genesis(AccountId account) {
    key.set(account);
  }
}
