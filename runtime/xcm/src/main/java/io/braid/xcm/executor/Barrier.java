package io.braid.xcm.executor;

import io.braid.runtime.api.Weight;
import io.braid.xcm.Instruction;
import io.braid.xcm.Location;
import io.braid.xcm.WeightLimit;
import io.braid.xcm.Xcm;
import io.braid.xcm.XcmError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which messages of others are worth beginning: those that pay at their head for all of themselves,
 * and those of privileged origins that say openly that they do not pay.
 *
 * @param unpaid who need not pay
 */
public record Barrier(Predicate<Location> unpaid) {
  /**
   * Lets a message pass, with what it buys set to what it weighs.
   *
   * @throws XcmFailure Barrier
   */
  Xcm admit(Location origin, Xcm message, Weight weight) throws XcmFailure {
    List<Instruction> instructions = message.instructions();
    if (!instructions.isEmpty()
        && instructions.get(0) instanceof Instruction.UnpaidExecution free) {
      if (!unpaid.test(origin)) {
        throw refused("expected payment: " + origin + " may not execute for free");
      }
      if (below(free.weightLimit(), weight)) {
        throw refused("expected a weight limit of at least " + weight + ", found " + free);
      }
      return message;
    }
    int at = 0;
    boolean loaded = false;
    while (at < instructions.size() && prepares(instructions.get(at))) {
      loaded |= loadsHolding(instructions.get(at));
      at++;
    }
    if (!loaded || at == instructions.size()) {
      throw refused("expected assets and then a payment at the head of the message");
    }
    if (instructions.get(at) instanceof Instruction.PayFees) {
      return message;
    }
    if (!(instructions.get(at) instanceof Instruction.BuyExecution buy)) {
      throw refused("expected BuyExecution or PayFees as instruction " + at);
    }
    if (below(buy.weightLimit(), weight)) {
      throw refused(
          "expected execution of at least " + weight + " to be bought, found " + buy.weightLimit());
    }
    List<Instruction> admitted = new ArrayList<>(instructions);
    admitted.set(at, new Instruction.BuyExecution(buy.fees(), new WeightLimit.Limited(weight)));
    return new Xcm(admitted);
  }

  private static boolean below(WeightLimit limit, Weight weight) {
    return limit instanceof WeightLimit.Limited limited && weight.anyAbove(limited.weight());
  }

  private static boolean loadsHolding(Instruction i) {
    return i instanceof Instruction.WithdrawAsset
        || i instanceof Instruction.ReserveAssetDeposited
        || i instanceof Instruction.ReceiveTeleportedAsset
        || i instanceof Instruction.ClaimAsset;
  }

  private static boolean prepares(Instruction i) {
    return loadsHolding(i)
        || i instanceof Instruction.ClearOrigin
        || i instanceof Instruction.DescendOrigin
        || i instanceof Instruction.SetTopic;
  }

  private static XcmFailure refused(String sentence) {
    return new XcmFailure(new XcmError.Barrier(), sentence);
  }
}
