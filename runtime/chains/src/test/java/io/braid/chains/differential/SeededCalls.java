package io.braid.chains.differential;

import io.braid.frame.Call;
import io.braid.frame.Origin;
import io.braid.frame.system.FrameSystemCall;
import io.braid.pallets.balances.BalancesCall;
import io.braid.pallets.sudo.SudoCall;
import io.braid.pallets.utility.UtilityCall;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.Weight;
import java.util.List;

/** Calls of the pallets that every runtime has. */
final class SeededCalls {
  private SeededCalls() {}

  static Call common(SeededChain chain, int depth) {
    return switch (chain.random.nextInt(depth > 0 ? 13 : 7)) {
      case 0 -> BalancesCall.transferAllowDeath(chain.someone(), chain.someAmount());
      case 1, 2 -> BalancesCall.transferKeepAlive(chain.someone(), chain.someAmount());
      case 3 -> BalancesCall.transferAll(chain.someone(), true);
      case 4 ->
          new FrameSystemCall.RemarkWithEvent(
              Bytes.wrap(chain.randomBytes(chain.random.nextInt(300))));
      case 5 -> new BalancesCall.Burn(chain.someAmount(), chain.random.nextBoolean());
      case 6 -> new FrameSystemCall.Remark(Bytes.EMPTY);
      case 7 -> new UtilityCall.Batch(two(chain, depth));
      case 8 -> new UtilityCall.BatchAll(two(chain, depth));
      case 9 -> new UtilityCall.ForceBatch(two(chain, depth));
      case 10 -> new UtilityCall.AsDerivative(chain.random.nextInt(3), chain.call(depth - 1));
      case 11 ->
          new SudoCall.Sudo(
              new UtilityCall.DispatchAs(Origin.signed(chain.someone()), chain.call(depth - 1)));
      default ->
          chain.random.nextBoolean()
              ? new SudoCall.Sudo(BalancesCall.forceSetBalance(chain.someone(), chain.someAmount()))
              : new SudoCall.Sudo(
                  new UtilityCall.WithWeight(chain.call(depth - 1), new Weight(1_000_000, 100)));
    };
  }

  private static List<Call> two(SeededChain chain, int depth) {
    return List.of(chain.call(depth - 1), chain.call(depth - 1));
  }
}
