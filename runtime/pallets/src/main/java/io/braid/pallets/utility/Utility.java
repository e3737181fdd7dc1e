package io.braid.pallets.utility;

import static io.braid.frame.DispatchFailure.ensure;

import io.braid.frame.Call;
import io.braid.frame.DispatchFailure;
import io.braid.frame.Dispatchable;
import io.braid.frame.Origin;
import io.braid.frame.Pallet;
import io.braid.frame.PalletContext;
import io.braid.frame.PalletError;
import io.braid.frame.PalletEvent;
import io.braid.frame.PostDispatch;
import io.braid.frame.RuntimeParts;
import io.braid.frame.system.FrameSystem;
import io.braid.primitives.AccountId;
import io.braid.runtime.api.DispatchError;
import io.braid.runtime.api.DispatchInfo;
import io.braid.runtime.api.Results.Result;
import io.braid.runtime.api.Weight;
import io.braid.scale.Codecs;
import io.braid.scale.Codecs.Unit;
import io.braid.scale.ScaleWriter;
import io.braid.scale.Width;
import java.util.List;

/** Calls that carry other calls. */
@Pallet
public final class Utility {
  private static final int MAX_CALLS = 10_922;
  private static final Weight BASE = new Weight(7_000_000, 0);

  /** How batches went. */
  public sealed interface Event extends PalletEvent {
    /** Batch of dispatches did not complete fully. Index of first failing dispatch given. */
    record BatchInterrupted(int index, DispatchError error) implements Event {}

    /** Batch of dispatches completed fully with no error. */
    record BatchCompleted() implements Event {}

    /** Batch of dispatches completed but has errors. */
    record BatchCompletedWithErrors() implements Event {}

    /** A single item within a batch of dispatches has completed with no error. */
    record ItemCompleted() implements Event {}

    /** A single item within a batch of dispatches has completed with error. */
    record ItemFailed(DispatchError error) implements Event {}

    /** A call was dispatched. */
    record DispatchedAs(Result<Unit, DispatchError> result) implements Event {}
  }

  /** Why a batch is refused. */
  public enum Error implements PalletError {
    /** Too many calls batched. */
    TOO_MANY_CALLS
  }

  private final FrameSystem system;
  private final RuntimeParts parts;

  public Utility(PalletContext context, FrameSystem system, RuntimeParts parts) {
    this.system = system;
    this.parts = parts;
    context.constant("batched_calls_limit", Codecs.U32, MAX_CALLS);
  }

  /** Sends a batch of calls; stops at the first that fails, and keeps what the ones before did. */
  @Dispatchable(index = 0, weight = "batchWeight")
  PostDispatch batch(Origin origin, List<Call> calls) throws DispatchFailure {
    ensureSignedOrRoot(origin);
    ensure(calls.size() <= MAX_CALLS, Error.TOO_MANY_CALLS);
    Weight used = BASE;
    for (int i = 0; i < calls.size(); i++) {
      Call call = calls.get(i);
      try {
        used = used.add(run(origin, call));
      } catch (DispatchFailure failure) {
        system.deposit(new Event.BatchInterrupted(i, failure.error(parts)));
        return PostDispatch.of(used.add(parts.info(call).weight()));
      }
      system.deposit(new Event.ItemCompleted());
    }
    system.deposit(new Event.BatchCompleted());
    return PostDispatch.of(used);
  }

  /** Sends a call through an indexed pseudonym of the sender. */
  @Dispatchable(index = 1, weight = "asDerivativeWeight")
  PostDispatch asDerivative(Origin origin, @Width(16) int index, Call call) throws DispatchFailure {
    AccountId derived = derivative(origin.ensureSigned(), index);
    return PostDispatch.of(BASE.add(run(Origin.signed(derived), call)));
  }

  /** Sends a batch of calls and atomically executes them: all or none. */
  @Dispatchable(index = 2, weight = "batchWeight")
  PostDispatch batchAll(Origin origin, List<Call> calls) throws DispatchFailure {
    ensureSignedOrRoot(origin);
    ensure(calls.size() <= MAX_CALLS, Error.TOO_MANY_CALLS);
    Weight used = BASE;
    for (Call call : calls) {
      // Whoever is not root may not nest: the reference filters it out of the origin's calls.
      ensure(
          !(call instanceof UtilityCall.BatchAll) || origin instanceof Origin.Root,
          FrameSystem.Error.CALL_FILTERED);
      used = used.add(run(origin, call));
      system.deposit(new Event.ItemCompleted());
    }
    system.deposit(new Event.BatchCompleted());
    return PostDispatch.of(used);
  }

  /** Dispatches a function call with a provided origin. Origin: root. */
  @Dispatchable(index = 3, weight = "dispatchAsWeight")
  void dispatchAs(Origin origin, Origin asOrigin, Call call) throws DispatchFailure {
    origin.ensureRoot();
    system.deposit(new Event.DispatchedAs(outcome(asOrigin, call)));
  }

  Weight dispatchAsWeight(Origin asOrigin, Call call) {
    return BASE.add(parts.info(call).weight());
  }

  private Result<Unit, DispatchError> outcome(Origin origin, Call call) {
    try {
      run(origin, call);
      return new Result.Ok<>(Unit.UNIT);
    } catch (DispatchFailure failure) {
      return new Result.Err<>(failure.error(parts));
    }
  }

  /** Sends a batch of calls; goes on after those that fail. */
  @Dispatchable(index = 4, weight = "batchWeight")
  PostDispatch forceBatch(Origin origin, List<Call> calls) throws DispatchFailure {
    ensureSignedOrRoot(origin);
    ensure(calls.size() <= MAX_CALLS, Error.TOO_MANY_CALLS);
    Weight used = BASE;
    boolean failed = false;
    for (Call call : calls) {
      try {
        used = used.add(run(origin, call));
        system.deposit(new Event.ItemCompleted());
      } catch (DispatchFailure failure) {
        used = used.add(parts.info(call).weight());
        failed = true;
        system.deposit(new Event.ItemFailed(failure.error(parts)));
      }
    }
    system.deposit(failed ? new Event.BatchCompletedWithErrors() : new Event.BatchCompleted());
    return PostDispatch.of(used);
  }

  /** Dispatches a function call as root, with a weight that the caller names. Origin: root. */
  @Dispatchable(index = 5, weight = "withWeightWeight")
  void withWeight(Origin origin, Call call, Weight weight) throws DispatchFailure {
    origin.ensureRoot();
    run(Origin.ROOT, call);
  }

  Weight withWeightWeight(Call call, Weight weight) {
    return weight;
  }

  Weight batchWeight(List<Call> calls) {
    Weight total = BASE;
    for (Call call : calls) {
      total = total.add(parts.info(call).weight());
    }
    return total;
  }

  Weight asDerivativeWeight(int index, Call call) {
    return BASE.add(parts.info(call).weight());
  }

  /** Runs one call in a storage layer of its own and gives its weight. */
  private Weight run(Origin origin, Call call) throws DispatchFailure {
    DispatchInfo info = parts.info(call);
    return parts.storage().transactional(() -> parts.dispatch(origin, call)).weight(info);
  }

  private static void ensureSignedOrRoot(Origin origin) throws DispatchFailure {
    if (!(origin instanceof Origin.Root)) {
      origin.ensureSigned();
    }
  }

  /** The account that {@link #asDerivative} speaks for. */
  AccountId derivative(AccountId who, int index) {
    byte[] entropy =
        new ScaleWriter(50)
            .raw("modlpy/utilisuba".getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .raw(who.unsafeArray())
            .u16(index)
            .toArray();
    return AccountId.of(system.host().blake2b256(entropy));
  }
}
