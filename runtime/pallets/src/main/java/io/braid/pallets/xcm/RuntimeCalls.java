package io.braid.pallets.xcm;

import io.braid.frame.Call;
import io.braid.frame.DispatchFailure;
import io.braid.frame.Origin;
import io.braid.frame.RuntimeParts;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.DispatchInfo;
import io.braid.runtime.api.Weight;
import io.braid.scale.Decoded;
import io.braid.xcm.Location;
import io.braid.xcm.OriginKind;
import io.braid.xcm.XcmError;
import io.braid.xcm.executor.CallDispatcher;
import io.braid.xcm.executor.XcmFailure;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Runs the calls of XCM.
 *
 * @param superuser who may run calls as root
 */
public record RuntimeCalls(RuntimeParts parts, Predicate<Location> superuser)
    implements CallDispatcher {
  @Override
  public Optional<Weight> weight(Bytes call) {
    return read(call).map(c -> parts.info(c).weight());
  }

  private Optional<Call> read(Bytes call) {
    return parts.call().tryDecode(call) instanceof Decoded.Value<Call> value
        ? Optional.of(value.value())
        : Optional.empty();
  }

  @Override
  public Result dispatch(Location location, OriginKind kind, Bytes encoded) throws XcmFailure {
    Call call =
        read(encoded)
            .orElseThrow(() ->
                new XcmFailure(new XcmError.FailedToDecode(), "this chain cannot read " + encoded));
    Origin origin =
        origin(location, kind)
            .orElseThrow(() ->
                new XcmFailure(
                    new XcmError.BadOrigin(),
                    location + " cannot call as " + kind + " on this chain"));
    DispatchInfo info = parts.info(call);
    try {
      Weight used = parts.storage().transactional(() -> parts.dispatch(origin, call)).weight(info);
      return new Result(used, Optional.empty());
    } catch (DispatchFailure failure) {
      return new Result(info.weight(), Optional.of(failure.error(parts)));
    }
  }

  private Optional<Origin> origin(Location location, OriginKind kind) {
    return switch (kind) {
      case SOVEREIGN_ACCOUNT -> LocationAccounts.of(location).map(Origin::signed);
      case SUPERUSER -> superuser.test(location) ? Optional.of(Origin.ROOT) : Optional.empty();
      case NATIVE ->
          location.parents() == 0 && location.interior().size() == 1
              ? LocationAccounts.of(location)
                  .filter(account -> location.equals(Location.account(account)))
                  .map(Origin::signed)
              : Optional.empty();
      case XCM -> Optional.empty();
    };
  }
}
